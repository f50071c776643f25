// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.Map;
import java.util.Set;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Filter;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.select.Selection;
import org.oneway.engine.state.Sides;

/**
 * What a user decided about one sync.
 *
 * @param name of the sync
 * @param sides the stores by their configured names and types; identities are filled in by the run
 * @param kinds what is synced
 * @param folders source name to target name; empty means all folders
 * @param createFolders whether a target name in {@code folders} that is not there is made
 * @param policies where the decision table leaves a choice
 * @param limits of the guard
 * @param absentIsDeleted whether what a complete source does not name is deleted there; false for
 *     an import
 * @param olderIsStale whether an item with an earlier {@code updated} than the one synced is left
 *     alone; true for archives that have no order of their own
 * @param filter which items take part
 * @param selection which of them by their time, and in which form
 */
public record SyncSettings(
    String name,
    Sides sides,
    Set<Kind> kinds,
    Map<String, String> folders,
    boolean createFolders,
    Policies policies,
    Limits limits,
    boolean absentIsDeleted,
    boolean olderIsStale,
    Filter filter,
    Selection selection) {
  public SyncSettings {
    kinds = Set.copyOf(kinds);
    folders = Map.copyOf(folders);
  }

  /** A sync of contacts in all folders with the defaults of everything else. */
  public static SyncSettings of(String name, Sides sides) {
    return new SyncSettings(
        name,
        sides,
        Set.of(Kind.CONTACT),
        Map.of(),
        false,
        Policies.DEFAULT,
        Limits.DEFAULT,
        true,
        false,
        Filter.NONE,
        Selection.ALL);
  }

  /** These with other policies. */
  public SyncSettings with(Policies other) {
    return new SyncSettings(
        name,
        sides,
        kinds,
        folders,
        createFolders,
        other,
        limits,
        absentIsDeleted,
        olderIsStale,
        filter,
        selection);
  }

  /** These with other limits. */
  public SyncSettings with(Limits other) {
    return new SyncSettings(
        name,
        sides,
        kinds,
        folders,
        createFolders,
        policies,
        other,
        absentIsDeleted,
        olderIsStale,
        filter,
        selection);
  }

  /** These with a filter. */
  public SyncSettings with(Filter other) {
    return new SyncSettings(
        name,
        sides,
        kinds,
        folders,
        createFolders,
        policies,
        limits,
        absentIsDeleted,
        olderIsStale,
        other,
        selection);
  }

  /** These with a selection. */
  public SyncSettings with(Selection other) {
    return new SyncSettings(
        name,
        sides,
        kinds,
        folders,
        createFolders,
        policies,
        limits,
        absentIsDeleted,
        olderIsStale,
        filter,
        other);
  }

  /** These with other kinds. */
  public SyncSettings with(Set<Kind> other) {
    return new SyncSettings(
        name,
        sides,
        other,
        folders,
        createFolders,
        policies,
        limits,
        absentIsDeleted,
        olderIsStale,
        filter,
        selection);
  }

  /** These with named folders, made at the target where asked. */
  public SyncSettings withFolders(Map<String, String> names, boolean create) {
    return new SyncSettings(
        name,
        sides,
        kinds,
        names,
        create,
        policies,
        limits,
        absentIsDeleted,
        olderIsStale,
        filter,
        selection);
  }

  /** These as an import: absence deletes nothing, unless it is to mirror. */
  public SyncSettings asImport(boolean mirror, boolean older) {
    return new SyncSettings(
        name,
        sides,
        kinds,
        folders,
        createFolders,
        policies,
        limits,
        mirror,
        !older,
        filter,
        selection);
  }
}
