import { z } from 'zod';
import { leaveLibraryBody, libraryBody, libraryQuery } from '../../contracts/api-libraries.ts';
import {
  addPostBody,
  correctPersonBody,
  correctPostBody,
  createPersonBody,
  endPostBody,
  mergeBody,
  movePersonBody,
  openFieldBody,
  rosterQuery,
  underUnitQuery,
} from '../../contracts/api-people.ts';
import { statisticsQuery } from '../../contracts/api-people-statistics.ts';
import { askTransferBody, decideTransferBody, stopTransferBody } from '../../contracts/api-transfers.ts';
import { type Actor, withActor } from '../access/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { addPost, endPost, movePerson } from './actions/change-posts.ts';
import { correctPerson, correctPost } from './actions/correct-person.ts';
import { createPerson } from './actions/create-person.ts';
import { keepApart, mergePersons, undoMerge } from './actions/merge-persons.ts';
import { openField } from './actions/open-field.ts';
import { askTransfer, decideTransfer, stopTransfer } from './actions/transfers.ts';
import { affairsUnder } from './affairs.ts';
import { duplicatesUnder } from './duplicates.ts';
import type { PeopleKit } from './kit.ts';
import { enterLibrary, leaveLibrary, librariesUnder } from './libraries.ts';
import { personPage } from './person-page.ts';
import { rosterOf } from './roster.ts';
import { statisticsOf } from './statistics.ts';

const one = z.object({ id: z.uuid('编号不对。') });
const ofPost = z.object({ id: z.uuid('编号不对。'), post: z.uuid('编号不对。') });

/** The roster (花名册): reading. */
function readingRoutes(kit: PeopleKit): Route<Actor>[] {
  const today = (): string => chinaDay(kit.now());
  const base = { method: 'GET', permission: 'person.read', rate: 'read' } as const;
  return [
    defineRoute<Actor, undefined, typeof rosterQuery>({
      ...base,
      path: '/api/people',
      summary: 'The roster of a unit and below as of a day 花名册',
      query: rosterQuery,
      handle: ({ caller, query }) =>
        withActor(kit.app, caller, (tx) => rosterOf(tx, caller, query, today()), 'read'),
    }),
    defineRoute<Actor, undefined, typeof statisticsQuery>({
      ...base,
      path: '/api/people/statistics',
      summary: 'Structure of those in post on a day 结构统计',
      query: statisticsQuery,
      handle: ({ caller, query }) =>
        withActor(kit.app, caller, (tx) => statisticsOf(tx, caller, query, today()), 'read'),
    }),
    defineRoute<Actor, undefined, typeof underUnitQuery>({
      ...base,
      path: '/api/people/affairs',
      summary: 'Moves to be answered, terms that end 任期与调动',
      query: underUnitQuery,
      handle: ({ caller, query }) =>
        withActor(kit.app, caller, (tx) => affairsUnder(tx, caller, query.unit, today()), 'read'),
    }),
    defineRoute<Actor, undefined, typeof underUnitQuery>({
      ...base,
      path: '/api/people/duplicates',
      rate: 'heavy',
      summary: 'Who may be one person twice 疑似重复',
      query: underUnitQuery,
      handle: ({ caller, query }) =>
        withActor(
          kit.app,
          caller,
          async (tx) => ({ pairs: await duplicatesUnder(tx, caller, query.unit) }),
          'read',
        ),
    }),
    defineRoute<Actor, undefined, typeof libraryQuery>({
      ...base,
      path: '/api/people/libraries',
      summary: 'Libraries of talent of a unit and below 人才库',
      query: libraryQuery,
      handle: ({ caller, query }) =>
        withActor(kit.app, caller, (tx) => librariesUnder(tx, caller, query, today()), 'read'),
    }),
    defineRoute<Actor, typeof one>({
      ...base,
      path: '/api/people/:id',
      summary: 'A person with her dated posts 人员档案',
      params: one,
      handle: ({ caller, params }) => personPage(kit, caller, params.id),
    }),
  ];
}

/** Keeping the files: persons, posts, merges. */
function keepingRoutes(kit: PeopleKit): Route<Actor>[] {
  const base = { method: 'POST', permission: 'person.write', rate: 'write' } as const;
  return [
    defineRoute<Actor, undefined, undefined, typeof createPersonBody>({
      ...base,
      path: '/api/people',
      summary: 'Enter a person with her first post 登记人员',
      body: createPersonBody,
      handle: ({ caller, body }) => createPerson(kit, caller, body),
    }),
    defineRoute<Actor, typeof one, undefined, typeof correctPersonBody>({
      ...base,
      path: '/api/people/:id/correct',
      summary: 'Correct what is known of a person 更正人员信息',
      params: one,
      body: correctPersonBody,
      handle: ({ caller, params, body }) => correctPerson(kit, caller, params.id, body),
    }),
    defineRoute<Actor, typeof one, undefined, typeof addPostBody>({
      ...base,
      path: '/api/people/:id/posts',
      summary: 'Another post 加一个职务',
      params: one,
      body: addPostBody,
      handle: ({ caller, params, body }) => addPost(kit, caller, params.id, body),
    }),
    defineRoute<Actor, typeof ofPost, undefined, typeof correctPostBody>({
      ...base,
      path: '/api/people/:id/posts/:post/correct',
      summary: 'Correct a post 更正职务',
      params: ofPost,
      body: correctPostBody,
      handle: ({ caller, params, body }) =>
        correctPost(kit, caller, { personId: params.id, postId: params.post }, body),
    }),
    defineRoute<Actor, typeof ofPost, undefined, typeof endPostBody>({
      ...base,
      path: '/api/people/:id/posts/:post/end',
      summary: 'End a post from a day on 离任',
      params: ofPost,
      body: endPostBody,
      handle: ({ caller, params, body }) =>
        endPost(kit, caller, { personId: params.id, postId: params.post }, body),
    }),
    defineRoute<Actor, typeof ofPost, undefined, typeof movePersonBody>({
      ...base,
      path: '/api/people/:id/posts/:post/move',
      summary: 'Move a person to another unit 调动',
      params: ofPost,
      body: movePersonBody,
      handle: ({ caller, params, body }) =>
        movePerson(kit, caller, { personId: params.id, postId: params.post }, body),
    }),
    defineRoute<Actor, undefined, undefined, typeof mergeBody>({
      ...base,
      path: '/api/people/merges',
      summary: 'Merge two files of one person 合并',
      body: mergeBody,
      handle: ({ caller, body }) => mergePersons(kit, caller, body),
    }),
    defineRoute<Actor, typeof one, undefined, typeof openFieldBody>({
      ...base,
      path: '/api/people/merges/:id/undo',
      summary: 'Take a merge back 撤销合并',
      params: one,
      body: openFieldBody,
      handle: ({ caller, params }) => undoMerge(kit, caller, params.id),
    }),
    defineRoute<Actor, undefined, undefined, typeof mergeBody>({
      ...base,
      path: '/api/people/apart',
      summary: 'Two persons of one name 不是同一个人',
      body: mergeBody,
      handle: ({ caller, body }) => keepApart(kit, caller, body),
    }),
  ];
}

/** Moves with consent, libraries, sealed fields. */
function specialRoutes(kit: PeopleKit): Route<Actor>[] {
  const base = { method: 'POST', permission: 'person.write', rate: 'write' } as const;
  return [
    defineRoute<Actor, undefined, undefined, typeof askTransferBody>({
      ...base,
      path: '/api/people/transfers',
      summary: 'Ask the federation above for its consent to a move 调动征求意见',
      body: askTransferBody,
      handle: ({ caller, body }) => askTransfer(kit, caller, body),
    }),
    defineRoute<Actor, typeof one, undefined, typeof decideTransferBody>({
      ...base,
      permission: 'person.consent',
      path: '/api/people/transfers/:id/decide',
      summary: 'Consent to a move, or object with a reason 同意或不同意调动',
      params: one,
      body: decideTransferBody,
      handle: ({ caller, params, body }) => decideTransfer(kit, caller, params.id, body),
    }),
    defineRoute<Actor, typeof one, undefined, typeof stopTransferBody>({
      ...base,
      path: '/api/people/transfers/:id/stop',
      summary: 'Give a move up 不调了',
      params: one,
      body: stopTransferBody,
      handle: ({ caller, params, body }) => stopTransfer(kit, caller, params.id, body.version),
    }),
    defineRoute<Actor, undefined, undefined, typeof libraryBody>({
      ...base,
      path: '/api/people/libraries',
      summary: 'Enter a person into a library 入库',
      body: libraryBody,
      handle: ({ caller, body }) => enterLibrary(kit, caller, body),
    }),
    defineRoute<Actor, typeof one, undefined, typeof leaveLibraryBody>({
      ...base,
      path: '/api/people/libraries/:id/leave',
      summary: 'Leave a library from a day on 出库',
      params: one,
      body: leaveLibraryBody,
      handle: ({ caller, params, body }) => leaveLibrary(kit, caller, params.id, body),
    }),
    defineRoute<Actor, typeof one, undefined, typeof openFieldBody>({
      ...base,
      permission: 'person.open',
      path: '/api/people/:id/phone',
      summary: 'Open one telephone number 看电话',
      params: one,
      body: openFieldBody,
      handle: ({ caller, params }) => openField(kit, caller, params.id, 'phone'),
    }),
    defineRoute<Actor, typeof one, undefined, typeof openFieldBody>({
      ...base,
      permission: 'person.open',
      fresh: true,
      path: '/api/people/:id/id-number',
      summary: 'Open one identity number 看身份证号',
      params: one,
      body: openFieldBody,
      handle: ({ caller, params }) => openField(kit, caller, params.id, 'idNumber'),
    }),
    defineRoute<Actor, typeof one, undefined, typeof openFieldBody>({
      ...base,
      permission: 'person.open',
      fresh: true,
      path: '/api/people/:id/birthday',
      summary: 'Open one birthday 看出生日期',
      params: one,
      body: openFieldBody,
      handle: ({ caller, params }) => openField(kit, caller, params.id, 'birthday'),
    }),
  ];
}

export const peopleRoutes = (kit: PeopleKit): Route<Actor>[] => [
  ...readingRoutes(kit),
  ...keepingRoutes(kit),
  ...specialRoutes(kit),
];
