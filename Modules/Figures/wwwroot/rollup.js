// A run's state as it comes; each event is the whole of it, so a line that breaks and is taken up again loses nothing.
"use strict";

const run = document.querySelector("[data-events]");
if (run?.dataset.events) {
    const events = new EventSource(run.dataset.events);
    events.onmessage = event => { run.innerHTML = event.data; };
    events.addEventListener("end", () => {
        events.close();
        location.replace(location.pathname); // Without the notice that it has begun.
    });
}
