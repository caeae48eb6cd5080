/** Where an attachment is fetched: to be shown in the page, or to be handed over as a file. */
export const fileAddress = (id: string, show: boolean): string =>
  `/api/attachments/${id}/file${show ? '?show=1' : ''}`;
