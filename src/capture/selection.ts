/** More nodes than this, and the browser's own rendering of a selection would keep the student waiting. */
const MOST_NODES = 20_000;

/** Fields whose content is nobody's business, whatever is selected in them. */
const SECRET =
  'input[type="password"], [autocomplete*="password"], [autocomplete="one-time-code"], [autocomplete^="cc-"]';

/** What is selected in the page or in the field that has the focus; at most `most` characters, empty when nothing. */
export function selectedText(page: Document, most: number): string {
  const field = focusedField(page);
  if (field?.matches(SECRET)) return '';
  return (field === null ? '' : selectedIn(field, most)) || selectedOn(page, most);
}

/** The element with the focus, also inside open shadow roots. */
function focusedField(page: Document): Element | null {
  let focused = page.activeElement;
  for (let depth = 0; depth < 20 && focused?.shadowRoot?.activeElement; depth += 1) {
    focused = focused.shadowRoot.activeElement;
  }
  return focused;
}

function selectedIn(field: Element, most: number): string {
  if (field.tagName !== 'TEXTAREA' && field.tagName !== 'INPUT') return '';
  // The tag says so; `instanceof` would fail for elements of another frame.
  const { selectionStart, selectionEnd, value } = field as HTMLInputElement | HTMLTextAreaElement;
  if (selectionStart === null || selectionEnd === null) return '';
  return value.slice(selectionStart, Math.min(selectionEnd, selectionStart + most));
}

function selectedOn(page: Document, most: number): string {
  const selection = page.getSelection();
  if (selection === null || selection.rangeCount === 0) return '';
  const range = selection.getRangeAt(0);
  if (range.collapsed) return '';
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_ALL);
  const end = firstAfter(range, walker);
  walker.currentNode = range.startContainer.childNodes[range.startOffset] ?? range.startContainer;
  const parts: string[] = [];
  let length = 0;
  for (let visited = 0; visited < MOST_NODES && length < most * 20; visited += 1) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      const text = (node.nodeValue ?? '').slice(node === range.startContainer ? range.startOffset : 0);
      if (length < most) parts.push(text.slice(0, most));
      length += text.length;
    }
    const next = walker.nextNode();
    // Little enough to ask the browser, which knows where lines begin.
    if (next === null || next === end) return selection.toString().slice(0, most);
  }
  // All of a huge page: the beginning will do, and without the browser laying out the rest.
  return parts.join(' ').slice(0, most);
}

/** The first node behind the range, in the order of the page. */
function firstAfter({ endContainer, endOffset }: Range, walker: TreeWalker): Node | null {
  if (endContainer.nodeType === Node.ELEMENT_NODE && endOffset < endContainer.childNodes.length) {
    return endContainer.childNodes[endOffset] ?? null;
  }
  walker.currentNode = endContainer;
  while (walker.nextSibling() === null) if (walker.parentNode() === null) return null;
  return walker.currentNode;
}
