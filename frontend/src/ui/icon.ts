import type { Component } from 'svelte';

/** What a Lucide icon looks like to a widget. A drawn component with the same props serves as well. */
export type IconComponent = Component<{
  size?: number | string;
  strokeWidth?: number | string;
  class?: string;
  'aria-hidden'?: 'true';
}>;
