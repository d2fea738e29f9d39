(function(){function e(e,r){let i=t(e);if(!i)return r;let a=t(r);return a&&n(i,a)>=4.5?r:n(i,[255,255,255])>=n(i,[16,20,24])?`#fff`:`#101418`}function t(e){let t=/^rgba?\((\d+), (\d+), (\d+)/.exec(e);return t?[Number(t[1]),Number(t[2]),Number(t[3])]:null}function n(e,t){let[n,i]=[r(e),r(t)].sort((e,t)=>e-t);return(i+.05)/(n+.05)}function r(e){let[t,n,r]=e.map(e=>i(e/255));return .2126*t+.7152*n+.0722*r}function i(e){return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}function a(e){let t=new URL(e.src),n=new URL(t.pathname.replace(/\/widget\/[^]*$/,``)+`/chat`,t.origin),{site:r,lang:i,label:a,close:o,position:s}=e.dataset;return r&&n.searchParams.set(`site`,r),i&&n.searchParams.set(`lang`,i),{chat:n.href,origin:t.origin,label:a||`Besoin d'aide numérique ?`,close:o||`Fermer`,start:s===`start`}}var o=`(max-width: 640px), (max-height: 480px)`,s=class{constructor(e,t,n){this.options=e,this.host=t,this.onClose=n,this.element=document.createElement(`div`),this.frame=null,this.inert=[],this.element.className=`panel`,this.element.id=`panel`,this.element.hidden=!0,this.element.setAttribute(`role`,`dialog`),this.element.setAttribute(`aria-label`,e.label),this.element.append(this.bar()),this.element.addEventListener(`keydown`,e=>e.key===`Escape`&&this.close()),window.addEventListener(`message`,e=>this.heard(e)),window.visualViewport&&window.visualViewport.addEventListener(`resize`,()=>this.fit())}get isOpen(){return!this.element.hidden}open(){this.element.hidden=!1;let e=this.frame||this.makeFrame();this.hideRest(matchMedia(o).matches),this.fit(),e.focus(),this.tell(e)}close(){this.isOpen&&(this.element.hidden=!0,this.hideRest(!1),this.onClose())}bar(){let e=document.createElement(`div`),t=document.createElement(`p`),n=document.createElement(`button`);return e.className=`bar`,t.textContent=this.options.label,n.type=`button`,n.className=`close`,n.textContent=this.options.close,n.addEventListener(`click`,()=>this.close()),e.append(t,n),e}makeFrame(){let e=document.createElement(`iframe`);return e.title=this.options.label,e.referrerPolicy=`strict-origin`,e.allow=`geolocation ${this.options.origin}; clipboard-write ${this.options.origin}`,e.setAttribute(`sandbox`,`allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals allow-top-navigation-by-user-activation`),e.addEventListener(`load`,()=>this.isOpen&&this.tell(e)),e.src=this.options.chat,this.element.append(e),this.frame=e}tell(e){e.contentWindow&&e.contentWindow.postMessage({aidenum:1,type:`open`},this.options.origin)}heard(e){this.frame&&e.source===this.frame.contentWindow&&e.origin===this.options.origin&&e.data&&e.data.aidenum===1&&e.data.type===`close`&&this.close()}hideRest(e){this.inert.forEach(e=>e.removeAttribute(`inert`));let t=Array.from(document.body.children).filter(e=>e!==this.host&&!e.hasAttribute(`inert`));this.inert=e?t:[],this.inert.forEach(e=>e.setAttribute(`inert`,``)),e?this.element.setAttribute(`aria-modal`,`true`):this.element.removeAttribute(`aria-modal`)}fit(){let e=window.visualViewport,t=e&&this.isOpen&&matchMedia(o).matches&&e.height<window.innerHeight-1;this.element.style.height=t&&e?`${e.height}px`:``}},c=`
:host { all: initial; }
section {
  --accent: var(--aidenum-accent, #0d5561);
  --ink: var(--aidenum-checked-ink, #fff);
  --surface: var(--aidenum-surface, #fff);
  --text: var(--aidenum-text, #1b2527);
  --border: var(--aidenum-border, #7b8789);
  --radius: var(--aidenum-radius, 14px);
  --focus: var(--aidenum-focus, #1b2527);
  --offset: var(--aidenum-offset, 16px);
  font: 500 var(--aidenum-size, 17px)/1.3 var(--aidenum-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  position: fixed; z-index: var(--aidenum-z, 9999); bottom: var(--offset); inset-inline-end: var(--offset);
}
section.start { inset-inline: var(--offset) auto; }
section.start .panel { inset-inline: var(--offset) auto; }
.launcher {
  display: inline-flex; align-items: center; gap: .55em; box-sizing: border-box; min-height: 52px; max-width: calc(100vw - 2 * var(--offset));
  padding: .6em 1.1em; border: 2px solid var(--ink); border-radius: 999px; background: var(--accent); color: var(--ink);
  box-shadow: 0 2px 10px rgba(0, 0, 0, .3); text-decoration: none; cursor: pointer;
}
.launcher::before { content: ""; flex: none; width: 1.1em; height: 1.1em; border-radius: 50% 50% 50% 0; background: var(--aidenum-logo, currentColor) center / contain; transform: rotate(-45deg); }
.launcher:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
[hidden] { display: none !important; }
.panel {
  position: fixed; bottom: var(--offset); inset-inline-end: var(--offset); display: flex; flex-direction: column; overflow: hidden;
  box-sizing: border-box; width: 420px; max-width: calc(100vw - 2 * var(--offset)); height: 680px; max-height: calc(100vh - 2 * var(--offset));
  border: 1px solid var(--border); border-radius: var(--radius); background: var(--surface); color: var(--text); box-shadow: 0 6px 30px rgba(0, 0, 0, .35);
}
.bar { display: flex; align-items: center; justify-content: space-between; padding-inline-start: 1em; background: var(--accent); color: var(--ink); }
.bar p { margin: 0; }
.close { min-width: 48px; min-height: 48px; padding: 0 1em; border: 0; background: none; color: inherit; font: inherit; text-decoration: underline; cursor: pointer; }
.close:focus-visible { outline-color: currentColor; outline-offset: -5px; box-shadow: none; }
iframe { flex: 1; width: 100%; min-height: 0; border: 0; background: var(--surface); }
@media (max-width: 640px), (max-height: 480px) {
  .panel, section.start .panel { inset: 0; width: 100%; max-width: none; height: 100%; max-height: none; border: 0; border-radius: 0; }
}
@media (forced-colors: active) { .launcher { border-color: ButtonText; } .launcher::before { background: ButtonText; forced-color-adjust: none; } }
@media print { section { display: none; } }
`;function l(e){try{let t=new CSSStyleSheet;t.replaceSync(c),e.adoptedStyleSheets=[t]}catch(t){let n=document.createElement(`style`);n.textContent=c,e.append(n)}}function u(e){let t=document.createElement(`aidenum-widget`),n=t.attachShadow({mode:`open`});l(n);let r=document.createElement(`section`);r.setAttribute(`aria-label`,e.label),e.start&&(r.className=`start`);let i=d(e),a=new s(e,t,()=>{f(i,!1),i.focus()}),o=e=>{e.preventDefault(),f(i,!0),a.open()};i.addEventListener(`click`,e=>p(e)&&o(e)),i.addEventListener(`keydown`,e=>e.key===` `&&o(e)),r.append(i,a.element),n.append(r),document.body.append(t);let c=()=>r.style.setProperty(`--aidenum-checked-ink`,m(i));c(),document.readyState!==`complete`&&addEventListener(`load`,c)}function d(e){let t=document.createElement(`a`);return t.className=`launcher`,t.href=e.chat,t.textContent=e.label,t.setAttribute(`role`,`button`),t.setAttribute(`aria-haspopup`,`dialog`),t.setAttribute(`aria-controls`,`panel`),t.setAttribute(`aria-expanded`,`false`),t}function f(e,t){e.setAttribute(`aria-expanded`,String(t)),e.hidden=t}function p(e){return!(e.ctrlKey||e.metaKey||e.shiftKey||e.altKey)}function m(t){let n=getComputedStyle(t).getPropertyValue(`--aidenum-on-accent`).trim()||`#fff`,r=document.createElement(`span`);r.style.color=n,t.append(r);let i=getComputedStyle(r).color;return r.remove(),e(getComputedStyle(t).backgroundColor,i)}var h=document.currentScript;if(h&&!document.querySelector(`aidenum-widget`)){let e=a(h);document.body?u(e):document.addEventListener(`DOMContentLoaded`,()=>u(e))}})();