import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { TipCheck } from './TipCheck.tsx';

/** The archive's root and the study stand in the page's address; without them files are opened. */
const query = new URLSearchParams(location.search);
const [dicomweb, study] = [query.get('dicomweb'), query.get('study')];

const App = () => {
  const [verdict, setVerdict] = useState('nothing marked');
  const [isOnPage, setIsOnPage] = useState(true);
  const [readOnly, setReadOnly] = useState(false);
  return (
    <div className="page">
      <p>
        <output>{verdict}</output>
        <label>
          <input type="checkbox" checked={readOnly} onChange={(event) => setReadOnly(event.target.checked)} /> For
          looking only
        </label>
        <label>
          <input type="checkbox" checked={isOnPage} onChange={(event) => setIsOnPage(event.target.checked)} /> On the
          page
        </label>
      </p>
      {isOnPage && (
        <TipCheck
          {...(dicomweb !== null && study !== null && { dicomweb, study })}
          readOnly={readOnly}
          profile="biopsy"
          style={{ minHeight: 0 }}
          onChange={({ assessment }) => {
            console.log(assessment?.verdict ?? 'nothing marked');
            setVerdict(assessment?.verdict ?? 'nothing marked');
          }}
          onError={({ message }) => {
            console.error(message);
          }}
        />
      )}
    </div>
  );
};

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
