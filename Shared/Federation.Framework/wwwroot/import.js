// Shows the progress of an upload and its import. Without script the form is posted as usual.
"use strict";

addEventListener("submit", event => {
    const form = event.target;
    if (!form.matches("form[data-progress]") || form.querySelector("input[type=file]")?.files.length === 0) return;
    event.preventDefault();
    const shown = form.querySelector(".progress-now"), bar = shown.querySelector("progress"), said = shown.querySelector("span");
    for (const button of document.querySelectorAll("main button[type=submit]")) button.disabled = true;
    const say = (text, share) => { said.textContent = text; if (share === null) bar.removeAttribute("value"); else bar.value = share; };
    shown.hidden = false;
    say(shown.dataset.sending, null);
    // As without script: the answer is the page with the problem. The idempotency key prevents a second import.
    const again = () => { removeEventListener("beforeunload", stay); form.submit(); };
    const stay = leaving => leaving.preventDefault();
    addEventListener("beforeunload", stay);
    const request = new XMLHttpRequest();
    let read = 0;
    request.open("POST", form.action);
    request.setRequestHeader("X-Progress", "1");
    request.upload.addEventListener("progress", sent => { if (sent.lengthComputable) say(`${shown.dataset.sending} ${Math.floor(100 * sent.loaded / sent.total)}%`, sent.loaded / sent.total); });
    const listen = () => {
        for (let end; (end = request.responseText.indexOf("\n", read)) >= 0; read = end + 1) {
            const [what, ...rest] = request.responseText.slice(read, end).split(" ");
            if (what === "progress") say(shown.dataset.reading.replace("{0}", Number(rest[0]).toLocaleString()), Number(rest[1]));
            else if (what === "go") { removeEventListener("beforeunload", stay); location.assign(rest.join(" ")); return; }
            else if (what === "again") { again(); return; }
        }
    };
    request.addEventListener("progress", listen);
    request.addEventListener("load", () => { if (request.status === 200 && request.getResponseHeader("Content-Type")?.startsWith("text/plain")) listen(); else again(); });
    request.addEventListener("error", again);
    request.send(new FormData(form));
}, { capture: true });
