import {
  CONTACT_WAYS,
  type ContactHours,
  type ContactPlan,
  type ContactWay,
  NO_CONTACT,
  WEEKDAYS,
} from '../../../../../contracts/safe-contact.ts';

/** Where she may be reached: a first stretch of hours stands there to be mended. */
export const SOME_CONTACT: ContactPlan = {
  ...NO_CONTACT,
  ways: ['call'],
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '11:00' }],
  cover: 'disguised',
};
export const WAY_OPTIONS = (Object.keys(CONTACT_WAYS) as ContactWay[]).map((value) => ({
  value,
  label: CONTACT_WAYS[value],
}));
export const DAY_OPTIONS = WEEKDAYS.map((label, i) => ({ value: i + 1, label }));
export const NEW_HOURS: ContactHours = { days: [6, 7], from: '09:00', to: '11:00' };
