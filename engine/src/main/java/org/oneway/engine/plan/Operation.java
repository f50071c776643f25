// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.similar.FieldChange;
import org.oneway.engine.state.Pairing;

/**
 * What is decided for one item in one folder.
 *
 * @param id unique in its plan
 * @param action what is to be done
 * @param folder number of the folder pairing it belongs to
 * @param row the row of the decision table that said so
 * @param pairing as it is when the operation is done; for a delete or forget as it was
 * @param known whether that pairing is in the state already
 * @param reference where the item is at the target; empty for a create
 * @param expected its version there
 * @param from the target folder it is in; for a create the one it is to be in
 * @param to where a move leads; else the same as {@code from}
 * @param send where in the spool the item to be sent lies; -1 where nothing is sent
 * @param base where in the spool the source's item lies that is to be kept; -1 where the kept one
 *     stays
 * @param there where in the spool the target's item lies that this is based on; -1 where none
 * @param title what a user would call the item
 * @param changes what will differ at the target, field by field; empty for a create
 * @param reasons why: the row, the match and the rules that made it
 * @param findings what was repaired or could not be carried
 */
public record Operation(
    long id,
    Action action,
    int folder,
    Row row,
    Pairing pairing,
    boolean known,
    Optional<Reference> reference,
    Optional<Version> expected,
    FolderId from,
    FolderId to,
    long send,
    long base,
    long there,
    String title,
    List<FieldChange> changes,
    List<String> reasons,
    List<Finding> findings) {
  /** What is to be done, in the order in which it is done. */
  public enum Action {
    /** Write nothing; the pairing is as given. */
    REMEMBER,
    MOVE,
    UPDATE,
    CREATE,
    JOIN,
    LEAVE,
    DELETE,
    /** Write nothing; the pairing goes and its item at the target is nobody's. */
    FORGET
  }

  public Operation {
    changes = List.copyOf(changes);
    reasons = List.copyOf(reasons);
    findings = List.copyOf(findings);
  }
}
