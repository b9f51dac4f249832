// Shows the state of a run. Each event holds the whole state, so a reconnect loses nothing.
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
