// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Sides;

/**
 * What a plan is made by.
 *
 * @param target which store the target is
 * @param kinds what takes part
 * @param folders source name to target name; empty means all folders
 * @param createFolders whether a target name in {@code folders} that is not there is made
 * @param policies where the decision table leaves a choice
 * @param limits of the guard
 * @param absentIsDeleted whether what a complete source does not name is deleted there
 * @param olderIsStale whether an item older than the one synced is left alone
 * @param filter which items take part
 * @param reread which items are read although their version is the one known; empty where nothing
 *     is read that need not be
 */
public record PlanSettings(
    Sides.StoreName target,
    Set<Kind> kinds,
    Map<String, String> folders,
    boolean createFolders,
    Policies policies,
    Limits limits,
    boolean absentIsDeleted,
    boolean olderIsStale,
    Filter filter,
    Optional<Predicate<Reference>> reread) {
  public PlanSettings {
    kinds = Set.copyOf(kinds);
    folders = Map.copyOf(folders);
  }
}
