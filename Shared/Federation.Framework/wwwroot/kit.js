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

// Offers below a field what the search finds while one types. A choice is taken by Enter, a click or a tap; arrows only move.
function offer(input, find, take) {
    const list = Object.assign(document.createElement("ul"), { className: "offers", id: `offers-${document.querySelectorAll(".offers").length}`, hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.getAttribute("aria-label") ?? input.labels[0]?.textContent.trim());
    const holder = document.createElement("span");
    holder.className = "offered";
    input.replaceWith(holder);
    holder.append(input, list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);
    let [items, at, asked, timer] = [[], -1, 0, 0];
    const show = found => {
        [items, at] = [found, -1];
        list.replaceChildren(...items.map((item, i) => {
            const line = Object.assign(document.createElement("li"), { id: `${list.id}-${i}`, textContent: item.name });
            line.setAttribute("role", "option");
            line.append(Object.assign(document.createElement("small"), { textContent: item.beside }));
            line.addEventListener("pointerdown", event => event.preventDefault());
            line.addEventListener("click", () => choose(i));
            return line;
        }));
        list.hidden = items.length === 0;
        input.setAttribute("aria-expanded", String(!list.hidden));
        move(-1);
    };
    const move = to => {
        at = to;
        [...list.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === at)));
        if (at < 0) input.removeAttribute("aria-activedescendant");
        else input.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at]?.scrollIntoView({ block: "nearest" });
    };
    const choose = i => { const item = items[i]; show([]); take(item); };
    input.addEventListener("input", () => {
        clearTimeout(timer);
        const mine = ++asked;
        if (input.value.trim() === "") return show([]);
        // Somebody who types on is not asked for at every letter.
        timer = setTimeout(async () => { const found = await find(input.value.trim()); if (mine === asked) show(found); }, 150);
    });
    input.addEventListener("keydown", event => {
        if (list.hidden || event.isComposing) return;
        if (event.key === "ArrowDown") move((at + 1) % items.length);
        else if (event.key === "ArrowUp") move((at + items.length) % (items.length + 1) - 1);
        else if (event.key === "Enter" && at >= 0) choose(at);
        else if (event.key === "Escape") show([]);
        else return;
        event.preventDefault();
        event.stopPropagation();
    });
    input.addEventListener("blur", () => show([]));
}

// What could not be asked is not offered: the field still works as it does without script.
const search = async (words, more) => {
    try {
        const answer = await fetch(`/api/v1/search?q=${encodeURIComponent(words)}${more}`, { headers: { "Accept-Language": document.documentElement.lang } });
        return answer.ok ? (await answer.json()).items : [];
    } catch { return []; }
};

const box = document.querySelector("[data-find]");
if (box) {
    offer(box, async words => (await search(words, "&limit=4")).map(item => ({ ...item, beside: [item.kindName, item.code, item.kind === "unions" ? "" : item.unionName].filter(t => t).join(" · ") })), item => { location.href = item.address; });
    addEventListener("keydown", event => {
        if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
        event.preventDefault();
        box.focus();
        box.select();
    });
}

for (const field of document.querySelectorAll("[data-pick]")) {
    const listed = [...(field.list?.options ?? [])].map(o => o.value);
    field.removeAttribute("list");
    const chosen = Object.assign(document.createElement("span"), { className: "form-hint" });
    field.after(chosen);
    offer(field, async words => {
        const near = listed.filter(l => l.includes(words)).slice(0, 8).map(l => ({ code: l.split(" ")[0], name: l.slice(l.indexOf(" ") + 1) }));
        const found = await search(words, `&kind=${field.dataset.pick}&limit=8`);
        return [...near, ...found.filter(f => near.every(n => n.code !== f.code))].slice(0, 10).map(item => ({ ...item, beside: item.code }));
    }, item => {
        field.value = item.code;
        chosen.textContent = item.name;
        changed = true;
    });
    field.addEventListener("input", () => { chosen.textContent = ""; });
}

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
