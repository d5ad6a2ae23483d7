/** Texts of the panel and of the report dialog. */
export const germanPanel = {
  'Know this': 'Zu beachten',
} as const satisfies Readonly<Record<string, string>>;
