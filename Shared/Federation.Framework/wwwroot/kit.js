// The script of every page. Everything works without it, only less smoothly.
"use strict";

// Focuses the error of a refused form, so that it is seen and read out first.
document.getElementById("problems")?.focus();

// A row of tabs that is wider than the screen shows the one that is open.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 24;

// Disables a form's buttons after the first click. The browser's back button enables them again.
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

// Submits a filter when it changes; the button is for browsers without script.
addEventListener("change", event => {
    if (event.target.form?.matches("form.filters") && event.target.matches("select")) event.target.form.requestSubmit();
});

// Warns before a form with unsaved input is left.
let changed = false;
addEventListener("input", event => { if (event.target.form?.method === "post" && event.target.type !== "password") changed = true; });
addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });

// Fills the two named fields with the device's position in degrees.
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
