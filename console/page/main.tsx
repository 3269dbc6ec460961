/** The page begins. */
import { render } from 'preact';
import './style/base.css';
import './style/parts.css';
import './style/map.css';
import './style/waterfall.css';
import { App } from './app.tsx';
import { keepToken } from './server/token.ts';

keepToken();
const place = document.getElementById('app');
if (place !== null) render(<App />, place);
