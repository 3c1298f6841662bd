// The five quiet marks, with what filled each or the question that would.
import type { GoalCheck } from '../../backend/types';
import type { Mark } from '../../ui/SmartMarks.svelte';

export const smartMarks = ({ parts }: GoalCheck): Mark[] => parts.map(({ letter, name, met, text }) => ({ letter, name, filled: met, hint: text }));
