/** The browser's extension APIs, with promises, in every browser. Only this folder imports it. */
export { default as browser } from 'webextension-polyfill';
