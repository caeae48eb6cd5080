import { QueryClientProvider } from '@tanstack/react-query';
import ConfigProvider from 'antd/es/config-provider';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import './styles/base.css';
import './styles/frame.css';
import './styles/search.css';
import './styles/home.css';
import './styles/pieces.css';
import './styles/ledgers.css';
import './styles/records.css';
import './styles/units.css';
import './styles/account.css';
import './styles/print.css';
import { Desk } from './desk.tsx';
import { giveStylesTheNonce, nonce } from './nonce.ts';
import { queryClient } from './queries.ts';
import { SIGNS } from './signs.tsx';
import { theme } from './theme.ts';

giveStylesTheNonce();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider
        locale={zhCN}
        theme={theme}
        {...SIGNS}
        button={{ autoInsertSpace: false }}
        {...(nonce ? { csp: { nonce } } : {})}
      >
        <QueryClientProvider client={queryClient}>
          <BrowserRouter>
            <Desk />
          </BrowserRouter>
        </QueryClientProvider>
      </ConfigProvider>
    </StrictMode>,
  );
