// The popup: what Inkan does in the tab in front, and the few things to do about it.
import { openPage } from '../../components/page/index.tsx';
import { pageWords } from '../../lib/extension/words.ts';
import './popup.css';
import { Popup } from './popup.tsx';

void openPage({ wording: pageWords(), title: 'popup.title', view: <Popup /> });
