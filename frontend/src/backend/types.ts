// The data that comes from Go, under the names the page uses. Optional fields arrive as null.
import type { api, backend, backup, board, exchange, fault, flow, paint, phrase, picture, plan, remind, review, sample, screen, search, store, trash, wallpaper } from '../../wailsjs/go/models';

export type Start = api.Start;
export type AtLogin = backend.AtLogin;
export type AddRequest = api.AddRequest;
export type AddResult = api.AddResult;
export type PasteResult = api.PasteResult;
export type SentFault = fault.Error;

export type Board = board.Board;
export type BoardItem = board.Item;
export type ItemDraft = board.ItemDraft;
export type ItemPatch = board.ItemPatch;
export type StoredCamera = board.Camera;
export type Background = board.Background;

export type BoardContents = flow.BoardContents;
export type GoalFace = flow.GoalFace;
export type AspirationFace = flow.AspirationFace;
export type GoalInput = flow.GoalInput;
export type Line = flow.Line;
export type Outline = flow.Outline;
export type PlanNode = flow.Node;
export type NodeRef = flow.NodeRef;
export type AspirationDetail = flow.AspirationDetail;
export type TaskDetail = flow.TaskDetail;
export type Chain = flow.Chain;
export type ChainLink = flow.ChainLink;
export type Week = flow.Week;
export type TodayView = flow.TodayView;
export type TodayTask = flow.TodayTask;
export type NextStep = flow.NextStep;
export type ReminderView = flow.ReminderView;
export type ReminderSettings = flow.ReminderSettings;

export type Phrase = phrase.Phrase;
export type Chip = phrase.Chip;

export type PictureInfo = picture.Info;
export type Staged = picture.Staged;

export type ImportPreview = exchange.Preview;

export type Aspiration = plan.Aspiration;
export type AspirationPatch = plan.AspirationPatch;
export type AspirationDraft = plan.AspirationDraft;
export type AspirationStarter = plan.Starter;
export type Goal = plan.Goal;
export type GoalPatch = plan.GoalPatch;
export type GoalCheck = plan.GoalCheck;
export type Version = plan.Version;
export type Pace = plan.Pace;
export type Milestone = plan.Milestone;
export type MilestonePatch = plan.MilestonePatch;
export type Reading = plan.Reading;
export type Task = plan.Task;
export type TaskPatch = plan.TaskPatch;
export type Pattern = plan.Pattern;
export type Repeat = plan.Repeat;
export type Smart = plan.Smart;

export type GoalDetail = flow.GoalDetail;
export type HistoryLine = flow.HistoryLine;
export type PastReview = flow.PastReview;
export type ReviewView = flow.ReviewView;
export type FinishInput = flow.FinishInput;
export type Win = review.Win;
export type Starter = sample.Starter;

export type InboxEntry = remind.InboxEntry;
export type Reminder = remind.Reminder;
export type ReminderLine = remind.Line;
export type ReminderPatch = remind.ReminderPatch;
export type Boundary = remind.Boundary;
export type BoundaryDraft = remind.BoundaryDraft;
export type DayOff = remind.DayOff;
export type SnoozeTimes = remind.SnoozeTimes;
export type SnoozeChoice = remind.SnoozeChoice;
export type Topic = remind.Topic;
export type Hush = remind.Hush;

export type Found = search.Found;

export type Step = store.Step;
export type UndoState = store.UndoState;

export type TrashEntry = trash.Entry;
export type PutBackResult = flow.PutBackResult;

export type WallpaperChoice = wallpaper.Choice;
export type WallpaperState = api.WallpaperState;
export type WallpaperData = flow.WallpaperData;
export type GoalPoster = flow.GoalPoster;
export type Hung = api.Hung;
export type Screen = screen.Screen;
export type PaintJob = paint.Job;
export type PaintTimes = api.PaintTimes;

export type BackupInfo = backup.Info;
export type BackupFound = backup.Found;
export type BackupPart = backup.Part;
export type SafetyReport = backup.Report;
export type SafetyState = api.SafetyState;
