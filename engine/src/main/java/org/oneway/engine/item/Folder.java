// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An address book, calendar, task list, notes folder, mailbox or directory.
 *
 * @param id the store's handle
 * @param name what a user calls it; unique in the store, sub-folders separated by "/"
 * @param role the special use in lower case without backslash (RFC 6154, RFC 8621 section 2)
 * @param color CSS colour
 * @param order place among its siblings, from 0
 * @param description what a user wrote about it
 */
public record Folder(
    FolderId id,
    String name,
    Optional<String> role,
    Optional<String> color,
    OptionalLong order,
    Optional<String> description) {

  /** A folder of which nothing but handle and name is known. */
  public static Folder of(FolderId id, String name) {
    return new Folder(
        id, name, Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());
  }
}
