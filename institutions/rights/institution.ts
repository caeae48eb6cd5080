import type { Institution } from '../../contracts/institution.ts';
import { rightsAssessment } from './assessment.ts';
import { bench } from './bench.ts';
import { benchCases } from './bench-cases.ts';
import { contacts } from './contacts.ts';
import { deliberation } from './deliberation.ts';
import { dispute } from './dispute.ts';
import { disputes } from './disputes.ts';
import { firstAsked } from './first-asked.ts';
import { jointDecisions } from './joint-decisions.ts';
import { jointMeeting } from './joint-meeting.ts';
import { lawPublicity } from './law-publicity.ts';
import { legalAid } from './legal-aid.ts';
import { legalAids } from './legal-aids.ts';
import { mediation } from './mediation.ts';
import { mediations } from './mediations.ts';
import { petitionAgency } from './petition-agency.ts';
import { petitionCase } from './petition-case.ts';
import { petitionReview } from './petition-review.ts';
import { petitions } from './petitions.ts';
import { publicOrder } from './public-order.ts';
import { reception } from './reception.ts';
import { rightsPoints } from './rights-points.ts';
import { screening } from './screening.ts';
import { screenings } from './screenings.ts';
import { serviceComplaint } from './service-complaint.ts';
import { serviceComplaints } from './service-complaints.ts';
import { violence } from './violence.ts';
import { violenceCases } from './violence-cases.ts';
import { warning } from './warning.ts';

export const rights: Institution = {
  key: 'rights',
  name: '妇女儿童维权',
  about:
    '来信来访一件一行,只记类别和日期,不写姓名和经过;维权网点和"三制"一处一行;普法宣传一场一行。办结率、覆盖率由平台来算,不能手填。',
  ledgers: [
    petitions,
    violenceCases,
    contacts,
    serviceComplaints,
    legalAids,
    mediations,
    benchCases,
    jointDecisions,
    screenings,
    disputes,
    rightsPoints,
    lawPublicity,
    publicOrder,
  ],
  reports: [],
  flows: [
    firstAsked,
    serviceComplaint,
    violence,
    petitionCase,
    petitionReview,
    legalAid,
    mediation,
    bench,
    jointMeeting,
    petitionAgency,
    screening,
    dispute,
    deliberation,
    reception,
    warning,
  ],
  assessments: [rightsAssessment],
  sources: [
    'R-16',
    'R-17',
    'R-18',
    'R-19',
    'R-20',
    'R-24',
    'R-25',
    'R-26',
    'R-27',
    'R-28',
    'R-29',
    'R-30',
    '台账 L8 L9 L10 L11 L12 L13',
  ],
};
