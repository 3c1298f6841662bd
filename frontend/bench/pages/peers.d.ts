// React comes with Excalidraw; its types are not needed for the two functions that are called here.
declare module 'react' {
  export function createElement(component: unknown, props: object): unknown;
}
declare module 'react-dom/client' {
  export function createRoot(element: Element): { render(node: unknown): void };
}

/** The version of the package, written in by the build. */
declare const __EXCALIDRAW__: string;
