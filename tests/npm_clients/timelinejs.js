/** Draws a story and answers with what TimelineJS says of it. No font: it would be fetched from another host. */
window.draw = (story) =>
  new Promise((resolve) => {
    const timeline = new TL.Timeline("timeline", story, { hash_bookmark: false, font: null });
    timeline.on("loaded", () => {
      const { events, messages } = timeline.config;
      resolve({
        errors: messages.errors,
        events: events.map(({ unique_id, start_date }) => [unique_id, start_date.data.date_obj.getFullYear()]),
        marks: document.querySelectorAll(".tl-timemarker").length,
      });
    });
  });
