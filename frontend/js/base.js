import "../css/base.css"
import "./chosen.js"
import "./combo.js"
import "./copy.js"
import "./errors.js"
import "./filters.js"
import "./folding.js"
import "./inline.js"
import "./keys.js"
import "./leaving.js"
import "./menus.js"
import "./once.js"
import "./palette.js"
import "./passkeys.js"

if (document.querySelector("[data-board]")) import("./board.js")
if (document.querySelector("v-sign")) import("./visits/sign.js")
if (document.querySelector("v-field")) import("./visits/field.js")
if (document.querySelector("v-words")) import("./visits/words.js")
if (document.querySelector("v-settled")) import("./visits/settled.js")
