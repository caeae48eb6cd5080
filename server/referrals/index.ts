export { eraseReferrals, openReferrals, sentOf } from './erase.ts';
export type { ReferralKit } from './kit.ts';
export { agencyPages } from './pages/routes.ts';
export { referralRoutes } from './routes.ts';
export { rewriteReferralPaths } from './store.ts';
export { sweepReferrals } from './sweep.ts';
export { takeBackReferrals } from './take-back.ts';
export { referralsWaiting } from './waiting.ts';
