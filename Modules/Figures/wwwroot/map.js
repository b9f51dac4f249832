// The picture of a map as a file. It is drawn from the page's own map, so both say the same.
"use strict";

for (const button of document.querySelectorAll("[data-picture]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
        const map = document.getElementById(button.dataset.picture).cloneNode(true);
        const [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number);
        for (const [name, size] of [["width", width * 2], ["height", height * 2]]) map.setAttribute(name, size);
        const picture = new Image();
        picture.addEventListener("load", () => {
            const canvas = Object.assign(document.createElement("canvas"), { width: width * 2, height: height * 2 });
            const paper = canvas.getContext("2d");
            paper.fillStyle = "#fff";
            paper.fillRect(0, 0, canvas.width, canvas.height);
            paper.drawImage(picture, 0, 0);
            Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download: `${button.dataset.name}.png` }).click();
        });
        picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(map))}`;
    });
}
