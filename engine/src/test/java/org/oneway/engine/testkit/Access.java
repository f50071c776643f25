// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.EnumSet;
import java.util.Set;

/**
 * One thing that was asked of a store.
 *
 * @param verb what was asked
 * @param subject the item or folder, as a person would recognise it in a failing test
 */
public record Access(Verb verb, String subject) {
  /** What can be asked of a store. */
  public enum Verb {
    FOLDERS,
    /** A listing was begun. */
    LIST,
    /** An item was read. */
    READ,
    /** Items were asked for by reference. */
    FETCH,
    FIND,
    OPEN_CONTENT,
    MAKE_FOLDER,
    CREATE,
    UPDATE,
    MOVE,
    DELETE,
    JOIN,
    LEAVE
  }

  private static final Set<Verb> WRITES = EnumSet.range(Verb.MAKE_FOLDER, Verb.LEAVE);

  /** Whether it changes the store. */
  public boolean isWrite() {
    return WRITES.contains(verb);
  }

  @Override
  public String toString() {
    return verb + " " + subject;
  }
}
