"""Made-up events in any number, the same for the same seed: `cast` (who and where), `crises` and `calendar` (when),
`stories` (what, and who reported it) know no database; `rows` alone writes."""
