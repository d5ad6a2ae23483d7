import { render, type TemplateResult } from 'lit';
import { reportPageStyles } from './report-page-styles.ts';

/** Where the pages of a report stand to be printed: nothing else of the document is, wherever in it the viewer is. */
export interface PrintRoot {
  show(pages: TemplateResult): void;
  dispose(): void;
}

const DOCUMENT_STYLES = `
  [data-tipcheck-print] { display: none; }
  @page { size: A4; margin: 14mm; }
  @media print {
    html, body { height: auto !important; overflow: visible !important; background: #fff !important; }
    body > :not([data-tipcheck-print]) { display: none !important; }
    body > [data-tipcheck-print] { display: block; }
  }
`;

/** While it is there, the document prints the pages that it shows. */
export const openPrintRoot = (): PrintRoot => {
  const root = document.createElement('div');
  root.setAttribute('data-tipcheck-print', '');
  const shadow = root.attachShadow({ mode: 'open' });
  const styles = new CSSStyleSheet();
  styles.replaceSync(reportPageStyles.cssText);
  shadow.adoptedStyleSheets = [styles];
  const ofDocument = new CSSStyleSheet();
  ofDocument.replaceSync(DOCUMENT_STYLES);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ofDocument];
  document.body.append(root);
  return {
    show: (pages) => {
      render(pages, shadow);
    },
    dispose: () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== ofDocument);
      root.remove();
    },
  };
};
