// The popup: what Inkan does in the tab in front, and the few things to do about it.
import { openPage } from '../../components/page/index.tsx';
import { uiLanguage } from '../../lib/extension/settings.ts';
import { languageFor } from '../../lib/words.ts';
import './popup.css';
import { Popup } from './popup.tsx';

openPage({ language: languageFor(uiLanguage()), title: 'popup.title', view: <Popup /> });
