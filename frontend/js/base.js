import "../css/base.css"
import "./chosen.js"
import "./combo.js"
import "./copy.js"
import "./errors.js"
import "./filters.js"
import "./folding.js"
import "./keys.js"
import "./menus.js"
import "./once.js"
import "./palette.js"
import "./passkeys.js"

if (document.querySelector("[data-board]")) import("./board.js")
