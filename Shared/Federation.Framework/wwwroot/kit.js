// The little that every page does with script; all of it works without, only less smoothly.
"use strict";

// What was just refused is read out and seen first.
document.getElementById("problems")?.focus();

// A row of tabs that is wider than the screen shows the one that is open.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 24;

// A form is sent once: the second click finds the button resting. Coming back by the browser's own button wakes it.
addEventListener("submit", event => {
    if (event.defaultPrevented) return;
    for (const button of event.target.querySelectorAll("button[type=submit]")) setTimeout(() => { button.disabled = true; });
});
addEventListener("pageshow", event => {
    if (event.persisted) for (const button of document.querySelectorAll("button[type=submit][disabled]")) button.disabled = false;
});

// Menus and questions close when one clicks elsewhere or presses Escape.
addEventListener("click", event => {
    for (const open of document.querySelectorAll("details.drop[open], details.confirm[open]")) if (!open.contains(event.target)) open.open = false;
});
addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details.drop[open], details.confirm[open]")) {
        open.open = false;
        open.querySelector("summary").focus();
    }
});

// A filter takes effect when it is chosen; the button is for whoever has no script.
addEventListener("change", event => {
    if (event.target.form?.matches("form.filters") && event.target.matches("select")) event.target.form.requestSubmit();
});

// What was typed into a form that is left without saving is not lost without a word.
let changed = false;
addEventListener("input", event => { if (event.target.form?.method === "post" && event.target.type !== "password") changed = true; });
addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });

// Whoever enters a place mostly stands there: the device says where that is, in degrees, into the two fields that are named.
for (const box of navigator.geolocation ? document.querySelectorAll("[data-locate]") : []) {
    const [button, asked, unknown] = box.children;
    box.hidden = false;
    const show = (asking, failed) => { button.disabled = asking; asked.hidden = !asking; unknown.hidden = !failed; };
    button.addEventListener("click", () => {
        show(true, false);
        navigator.geolocation.getCurrentPosition(place => {
            const [latitude, longitude] = box.dataset.locate.split(" ").map(name => button.form.elements[name]);
            latitude.value = place.coords.latitude.toFixed(6);
            longitude.value = place.coords.longitude.toFixed(6);
            changed = true;
            show(false, false);
        }, () => show(false, true), { timeout: 15000, maximumAge: 60000, enableHighAccuracy: true });
    });
}
