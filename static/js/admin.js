/** The scripts of the admin. Everything they do is an aid: each form works without them. */

import { watchDate } from "./admin/dates.js";
import { runDesk } from "./admin/desk.js";
import { focusErrors } from "./admin/errors.js";
import { nameChoosers } from "./admin/names.js";
import { watchOffices } from "./admin/offices.js";
import { watchQuotes } from "./admin/quotes.js";
import { watchRoles } from "./admin/roles.js";
import { keepForm } from "./admin/typed.js";
import { guardUnsaved } from "./admin/unsaved.js";

// Behind the stock script that puts the keyboard into the first field of an empty form.
addEventListener("load", () => focusErrors(document));

addEventListener("DOMContentLoaded", () => {
  const desk = document.querySelector("[data-desk]");
  if (desk instanceof HTMLElement) runDesk(desk);
  const kept = document.querySelector("[data-keep]");
  if (kept instanceof HTMLFormElement) keepForm(kept);
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".change-form #content-main > form"));
  if (!form) return;
  guardUnsaved(form);
  nameChoosers(form);
  if (form.id !== "event_form") return;
  watchDate(form);
  watchOffices(form);
  watchRoles(form);
  watchQuotes(form);
});
