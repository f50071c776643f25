// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;

/**
 * An address book or calendar at a server, as it was listed.
 *
 * @param folder what the engine knows of it
 * @param components what it takes, in upper case; empty where it does not say
 * @param tag a mark of its state that changes with any member (getctag), where it has one
 * @param token a mark of its state that changes can be asked from (RFC 6578), where it has one
 * @param reports the reports that it offers; empty where it does not say
 * @param isWritable whether this user may write; true where it does not say
 * @param isGenerated whether the server makes its members from elsewhere
 * @param largest the size of the largest member that it takes, in bytes
 */
record Collection(
    Href href,
    Folder folder,
    Set<String> components,
    Optional<String> tag,
    Optional<String> token,
    Set<Name> reports,
    boolean isWritable,
    boolean isGenerated,
    OptionalLong largest) {
  static final Name SYNC = Name.dav("sync-collection");

  Collection {
    components = Set.copyOf(components);
    reports = Set.copyOf(reports);
  }

  FolderId id() {
    return folder.id();
  }

  /** Whether it can tell what changed since a mark. */
  boolean tellsChanges() {
    return reports.contains(SYNC) || (reports.isEmpty() && token.isPresent());
  }

  /** The same after a write: what marked its state does so no more. */
  Collection written() {
    return new Collection(
        href,
        folder,
        components,
        Optional.empty(),
        Optional.empty(),
        tellsChanges() ? Set.of(SYNC) : reports,
        isWritable,
        isGenerated,
        largest);
  }
}
