// From what the library holds to what a wallpaper shows.

import type { GoalPoster, WallpaperData } from '../backend/types';
import { motifNames, type ThemeName } from '../canvas/scene';
import type { Subject } from '../canvas/wallpaper/paint';
import { SceneMaker } from '../features/board/scene';

/** Null when the choice shows nothing. */
export function subjectOf(data: WallpaperData, theme: ThemeName): Subject | null {
  if (data.board) return { kind: 'board', scene: new SceneMaker().make(data.board, theme) };
  if (data.goal) return { kind: 'goal', goal: wordsOf(data.goal), theme };
  return null;
}

function wordsOf({ face, picture, motif }: GoalPoster): Extract<Subject, { kind: 'goal' }>['goal'] {
  return {
    id: face.id,
    title: face.title,
    why: face.why,
    progress: face.progress ?? null,
    daysLeft: face.daysLeft ?? null,
    reached: face.reached,
    nextAction: face.nextAction,
    hue: face.hue,
    motif: motifNames.find((one) => one === motif),
    picture: picture
      ? { id: picture.id, width: picture.width, height: picture.height, colour: picture.colour, animated: picture.animated, name: picture.name }
      : undefined,
  };
}
