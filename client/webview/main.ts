/** What runs in our webviews: one program for all of them, which reads from its page what it is to show. A view is a folder here and a line below. */
import { startDashboard } from './dashboard/start.ts';
import { startPreview } from './preview/start.ts';

const views: Readonly<Record<string, () => void>> = {
  dashboard: startDashboard,
  preview: startPreview,
};

views[document.body.dataset.view ?? '']?.();
