"""What happens in the made-up events, in our own words: how often, to whom, and how it is told. No database."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from timeline.models.reference import event_type_rows

TOPICS = (
    "the border crossings",
    "the grain shipments",
    "the river treaty",
    "the visa rules",
    "the prisoners",
    "the gas transit",
    "the fishing grounds",
    "the airspace",
    "the observers",
    "the water shares",
    "the harbour dues",
    "the broken cable",
)


@dataclass(frozen=True, slots=True)
class Plot:
    """`calm` and `tense` say how often.

    `title` and `sentence` know {a} and {b}, {all} parties or all {others} than {a}, {at}, {topic}, the sentence {when}.
    """

    calm: int
    tense: int
    title: str
    sentence: str
    media: tuple[str, ...] = ("",)
    what: str = ""  # what a quantity counts
    unit: str = ""
    currency: str = ""
    cameo: str = ""
    lasts: bool = False  # for hours, so that a duration makes sense


SAID = ("broadcast", "social_media", "letter", "in_person", "")
PLOTS = {
    "meeting": Plot(14, 6, "{all} meet{at}", "{all} met{at}{when}", ("in_person",), lasts=True),
    "visit": Plot(10, 4, "{a} visits {b}{at}", "{a} came to see {b}{at}{when}", ("in_person",), lasts=True),
    "phone_call": Plot(9, 9, "{all} speak by telephone", "{all} spoke by telephone{when}", ("telephone",), lasts=True),
    "video_call": Plot(
        4, 3, "{all} hold a video call", "A video call brought {all} together{when}", ("video",), lasts=True
    ),
    "consultation": Plot(8, 6, "{a} consults {others} on {topic}", "{all} consulted each other{when}"),
    "summit": Plot(3, 2, "{all} hold a summit{at}", "{all} held a summit{at}{when}", ("in_person",)),
    "negotiation": Plot(6, 6, "{all} negotiate over {topic}", "Negotiators of {all} sat down{at}{when}", lasts=True),
    "mediation": Plot(2, 4, "{a} mediates between {others}", "{a} worked between {others} on {topic}{when}"),
    "statement": Plot(9, 10, "{a} states its position on {topic}", "{a} set out its position on {topic}{when}", SAID),
    "support": Plot(5, 5, "{a} voices support for {b}", "{a} spoke up for {b}{when}", SAID),
    "request": Plot(4, 4, "{a} asks {b} about {topic}", "{a} put a request on {topic} to {b}{when}", SAID),
    "demand": Plot(1, 6, "{a} makes demands of {b}", "{a} demanded of {b} that it give way on {topic}{when}", SAID),
    "offer": Plot(4, 3, "{a} makes {b} an offer on {topic}", "{a} made {b} an offer on {topic}{when}", SAID),
    "refusal": Plot(1, 5, "{a} turns {b} down over {topic}", "{a} turned {b} down over {topic}{when}", SAID),
    "agreement": Plot(5, 1, "{all} sign an agreement on {topic}", "{all} signed a text on {topic}{at}{when}"),
    "vote": Plot(2, 2, "{all} vote on {topic}", "{all} took a vote on {topic}{when}", what="votes for"),
    "diplomatic_status": Plot(
        1, 3, "{a} sends diplomats of {b} home", "{a} sent diplomats of {b} home{when}", what="diplomats", cameo="161"
    ),
    "deescalation": Plot(
        2, 2, "{a} eases its dispute with {b} over {topic}", "{a} took a step back from {b} over {topic}{when}"
    ),
    "aid_humanitarian": Plot(
        4, 3, "{a} sends relief to {b}", "Relief from {a} reached {b}{when}", what="tents", unit="pallets"
    ),
    "aid_military": Plot(1, 4, "{a} arms {b}", "Equipment from {a} reached the army of {b}{when}", what="vehicles"),
    "aid_economic": Plot(4, 2, "{a} lends to {b}", "{a} paid out a credit to {b}{when}", what="credit", currency="EUR"),
    "evacuation": Plot(1, 2, "{a} brings people to {b}", "{a} brought people to safety with {b}{when}", what="people"),
    "condemnation": Plot(1, 9, "{a} condemns {b} over {topic}", "{a} condemned what {b} did about {topic}{when}", SAID),
    "threat": Plot(0, 5, "{a} warns {b} of consequences", "{a} threatened {b} with consequences{when}", SAID),
    "sanction": Plot(0, 5, "{a} imposes sanctions on {b}", "{a} put sanctions on {b} over {topic}{when}"),
    "other": Plot(1, 1, "{all} take up {topic}", "{all} took up {topic}{when}"),
}
SLUGS = tuple(PLOTS)
STEPS = 10  # of tension, from talks to pressure
SHARES = [
    list(accumulate(plot.calm * (STEPS - step) + plot.tense * step for plot in PLOTS.values()))
    for step in range(STEPS + 1)
]
UNREAL = {"planned": "It is planned that ", "did_not_happen": "Contrary to what was announced, it did not happen that "}
EVERYBODY_ALIKE = {"vote"}
AFTER_TWO = {"mediation": "participant", "deescalation": "participant"}


def roles(slug: str, parties: int) -> list[str]:
    """A role for each party, of those that the type offers."""
    offered = _ROLES[slug]
    if slug in EVERYBODY_ALIKE or slug in _SYMMETRIC:
        return [offered[0]] * parties
    return [offered[0], offered[1]] + [AFTER_TWO.get(slug, "observer")] * (parties - 2)


def can_be_planned(slug: str) -> bool:
    return _FAMILIES[slug] in ("talks", "agreements", "aid")


_FAMILIES = {row["slug"]: row["family"] for row in event_type_rows()}
_ROLES = {row["slug"]: row["roles"] for row in event_type_rows()}
_SYMMETRIC = {row["slug"] for row in event_type_rows() if row["symmetric"]}
