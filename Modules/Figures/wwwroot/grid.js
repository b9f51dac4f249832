// The grid to type figures in: every cell is saved as it is left, by keyboard alone, and a block from a spreadsheet fills the cells from the one in
// focus on. Cells that could not be saved stay and are retried.
"use strict";

(() => {
    const form = document.querySelector("form.typing");
    if (!form?.querySelector("input[data-saved]")) return;
    const words = JSON.parse(form.dataset.words);
    const table = form.querySelector("table");
    const columns = [...table.tHead.rows[0].cells].slice(1);
    const rows = [...table.tBodies[0].rows].map(row => [...row.querySelectorAll("input[data-saved]")]);
    const totals = [...table.tFoot.querySelectorAll("[data-total]")];
    const status = form.querySelector("[data-status]");
    const fill = (text, ...values) => values.reduce((filled, value, i) => filled.replace(`{${i}}`, value), text);
    form.querySelector("[data-plain]").hidden = true;
    rows.forEach((cells, row) => cells.forEach((cell, column) => { [cell.row, cell.column] = [row, column]; }));

    // What is typed here is saved by itself; the warning of leaving a form unsaved counts only for what is still waiting.
    form.addEventListener("input", event => event.stopPropagation());
    addEventListener("beforeunload", event => { if (waiting.size > 0) event.preventDefault(); });

    const nilWords = ["零", "零报告", "nil", "-", "—", "–"];
    // Commas may separate groups of three digits; other commas are refused, as on the server (NumberText).
    const plain = text => {
        const narrow = text.trim().replace(/[！-～]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xFEE0)).replace(/−/g, "-");
        return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(narrow) ? narrow.replace(/,/g, "") : narrow;
    };
    const read = cell => {
        const text = plain(cell.value);
        if (text === "") return { value: null };
        if (nilWords.includes(text.toLowerCase())) return { nil: true };
        if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return { wrong: words.nan };
        const number = Number(text);
        if (number < 0) return { wrong: words.negative };
        if (number >= 1e12) return { wrong: words.large };
        if (!columns[cell.column].dataset.money && !Number.isInteger(number)) return { wrong: words.whole };
        if (/\.\d{3,}$/.test(text)) return { wrong: words.decimals };
        return { value: number };
    };
    const numberOf = typed => typed.nil ? 0 : typed.value ?? 0;
    const typedIn = cell => numberOf(read(cell));
    const saved = cell => nilWords.includes(cell.dataset.saved.toLowerCase()) ? 0 : Number(cell.dataset.saved) || 0;
    // A cell that was refused, or is no number, counts as what stands: nobody else has seen it.
    const counts = cell => cell.refused || read(cell).wrong ? saved(cell) : typedIn(cell);
    const shown = typed => typed.nil ? words.nil : typed.value === null ? "" : String(typed.value);

    const say = (cell, text, kind) => {
        const said = cell.parentElement.querySelector(".said");
        said.textContent = text;
        said.className = `said ${kind ?? ""}`;
        if (kind === "bad") cell.setAttribute("aria-invalid", "true");
        else cell.removeAttribute("aria-invalid");
    };

    const addUp = column => {
        const total = rows.reduce((sum, cells) => sum + counts(cells[column]), Number(totals[column].dataset.elsewhere));
        totals[column].textContent = total.toLocaleString("en", { maximumFractionDigits: 2 });
    };

    // An "of which" that is more than its whole is told while it is typed; the server refuses it.
    const checkParts = row => columns.forEach((head, column) => {
        const whole = columns.findIndex(other => other.dataset.indicator === head.dataset.partOf);
        if (whole < 0) return;
        const [part, all] = [rows[row][column], rows[row][whole]];
        const more = plain(part.value) !== "" && plain(all.value) !== "" && typedIn(part) > typedIn(all);
        if (more) say(part, fill(words.part, columns[whole].dataset.name), "bad");
        else if (part.atOdds) say(part, "");
        part.atOdds = more;
    });

    const progress = row => {
        const done = rows[row].filter(cell => plain(cell.value) !== "").length;
        table.tBodies[0].rows[row].querySelector("[data-done]").textContent = fill(words.progress, done, rows[row].length);
    };

    // What could not be saved is kept in this window and shown again after a reload.
    const shelf = `typing ${form.dataset.put}`;
    const keyOf = cell => `${table.tBodies[0].rows[cell.row].dataset.union}:${columns[cell.column].dataset.indicator}`;
    const kept = () => { try { return JSON.parse(sessionStorage.getItem(shelf)) ?? {}; } catch { return {}; } };
    const keep = (cell, text) => {
        const all = kept();
        if (text === null) delete all[keyOf(cell)];
        else all[keyOf(cell)] = text;
        try { sessionStorage.setItem(shelf, JSON.stringify(all)); } catch { /* A window that keeps nothing loses it on reload, and says so when it is left. */ }
    };

    // Saving: pending cells are sent together, one request at a time. A failed request is retried after growing pauses.
    const waiting = new Map();
    let busy = false, failures = 0;
    const commit = cell => {
        const typed = read(cell);
        cell.refused = false;
        addUp(cell.column);
        progress(cell.row);
        if (typed.wrong) {
            waiting.delete(cell);
            keep(cell, cell.value);
            say(cell, typed.wrong, "bad");
            return false;
        }
        cell.value = shown(typed);
        cell.dataset.nil = typed.nil ? "true" : "";
        checkParts(cell.row);
        if (cell.value === cell.dataset.saved && !waiting.has(cell)) {
            keep(cell, null);
            if (!cell.atOdds) say(cell, "");
            return true;
        }
        waiting.set(cell, typed);
        return true;
    };
    const flush = async () => {
        if (busy || waiting.size === 0) return;
        busy = true;
        // What is confirmed goes by itself: the yes is to that cell alone.
        const sure = [...waiting].find(([cell]) => cell.confirm);
        const sent = sure ? [sure] : [...waiting].slice(0, 200);
        const confirm = sure ? `&confirm=${encodeURIComponent(sure[0].confirm)}` : "";
        for (const [cell] of sent) say(cell, words.saving);
        try {
            const answer = await fetch(form.dataset.put + confirm, {
                method: "PUT", redirect: "manual",
                headers: { "Content-Type": "application/json", "RequestVerificationToken": form.elements["__RequestVerificationToken"]?.value ?? "" },
                body: JSON.stringify({
                    items: sent.map(([cell, typed]) => ({
                        union: table.tBodies[0].rows[cell.row].dataset.union, indicator: columns[cell.column].dataset.indicator, ...(typed.nil ? { nil: true } : { value: typed.value }),
                    })),
                }),
            });
            if (answer.status >= 500 || answer.status === 429 || answer.type === "opaqueredirect") throw new Error(answer.status);
            const told = await answer.json();
            failures = 0;
            const touched = new Set();
            sent.forEach(([cell, typed], i) => {
                if (waiting.get(cell) === typed) waiting.delete(cell);
                const error = answer.ok ? told.items[i].error : told.detail ?? words.refused;
                cell.refused = Boolean(error);
                cell.confirm = null;
                addUp(cell.column);
                if (error) {
                    keep(cell, cell.value);
                    say(cell, error, "bad");
                    if (answer.ok && told.items[i].confirm) ask(cell, told.items[i].confirm);
                    return;
                }
                keep(cell, null);
                cell.dataset.saved = shown(typed);
                const was = cell.parentElement.querySelector("input[type=hidden]");
                if (was) was.value = cell.dataset.saved;
                say(cell, words.saved, "good");
                touched.add(cell.row);
            });
            // Where a whole has grown, its part may stand now.
            for (const row of touched) for (const cell of rows[row]) if (cell.refused && !waiting.has(cell)) { cell.refused = false; commit(cell); }
            status.textContent = "";
        } catch {
            failures++;
            for (const [cell] of sent) { say(cell, words.failed, "bad"); keep(cell, cell.value); }
            status.textContent = words.failed;
        }
        busy = false;
        if (waiting.size > 0) setTimeout(flush, failures === 0 ? 0 : Math.min(30, 2 ** failures) * 1000);
    };
    // What is possible and strange is saved once it is confirmed.
    const ask = (cell, code) => {
        const button = document.createElement("button");
        [button.type, button.className, button.textContent] = ["button", "btn btn-link", words.confirm];
        button.addEventListener("click", () => { if (commit(cell)) { cell.confirm = code; waiting.set(cell, read(cell)); flush(); } });
        cell.parentElement.querySelector(".said").append(" ", button);
    };
    addEventListener("online", () => { failures = 0; flush(); });

    const move = (cell, down, right) => {
        const next = rows[cell.row + down]?.[cell.column + right];
        if (!next) return;
        next.focus();
        next.select();
    };
    form.addEventListener("focusin", event => { if (event.target.matches("input[data-saved]")) event.target.select(); });
    form.addEventListener("change", event => { if (event.target.matches("input[data-saved]") && commit(event.target)) flush(); });
    form.addEventListener("input", event => {
        const cell = event.target;
        if (!cell.matches("input[data-saved]")) return;
        addUp(cell.column);
        checkParts(cell.row);
    });
    form.addEventListener("keydown", event => {
        const cell = event.target;
        if (!cell.matches("input[data-saved]") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
        const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
        const keys = {
            Enter: () => move(cell, event.shiftKey ? -1 : 1, 0),
            ArrowDown: () => move(cell, 1, 0),
            ArrowUp: () => move(cell, -1, 0),
            ArrowLeft: () => (whole || cell.selectionEnd === 0) && move(cell, 0, -1),
            ArrowRight: () => (whole || cell.selectionStart === cell.value.length) && move(cell, 0, 1),
            Escape: () => { cell.value = cell.dataset.saved; waiting.delete(cell); say(cell, ""); commit(cell); cell.select(); },
            "-": () => whole && nil(cell),
        };
        if (!(event.key in keys)) return;
        if (keys[event.key]() !== false) event.preventDefault();
        if (event.key === "Enter" && rows[cell.row + (event.shiftKey ? -1 : 1)] === undefined && commit(cell)) flush();
    });
    const nil = cell => {
        cell.value = words.nil;
        if (commit(cell)) flush();
        cell.select();
    };
    form.addEventListener("click", event => {
        const button = event.target.closest("button.row-nil");
        if (!button) return;
        event.preventDefault();
        const row = [...table.tBodies[0].rows].indexOf(button.closest("tr"));
        for (const cell of rows[row]) if (plain(cell.value) === "") { cell.value = words.nil; commit(cell); }
        flush();
    });
    // Before the first look: what was refused and then lost its page.
    const before = kept();
    for (const cells of rows) for (const cell of cells) {
        const text = before[keyOf(cell)];
        if (text === undefined || text === cell.dataset.saved) continue;
        cell.value = text;
        commit(cell);
    }
    flush();
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("paste", event => {
        const cell = event.target;
        const text = event.clipboardData.getData("text");
        if (!cell.matches("input[data-saved]") || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
        event.preventDefault();
        let filled = 0, wrong = 0;
        text.replace(/\r?\n$/, "").split(/\r?\n/).forEach((line, down) => line.split("\t").forEach((value, right) => {
            const target = rows[cell.row + down]?.[cell.column + right];
            if (!target) return;
            target.value = value.trim();
            filled++;
            if (!commit(target)) wrong++;
        }));
        status.textContent = fill(words.paste, filled, wrong);
        flush();
    });
})();
