// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import org.oneway.engine.state.SyncState;

/**
 * What every decision is made with.
 *
 * @param nativeMoves whether the target can move an item without its content being at hand
 */
record Desk(
    PlanSettings settings,
    SyncState state,
    Kept kept,
    Scratch scratch,
    Targets targets,
    PlanDraft draft,
    Troubled troubled,
    boolean nativeMoves) {}
