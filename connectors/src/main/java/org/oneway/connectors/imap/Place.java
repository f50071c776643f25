// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;

/** Where a message is: folder, the folder's UIDVALIDITY, and UID. */
record Place(FolderId folder, long validity, long uid) {
  private static final Pattern WRITTEN = Pattern.compile("(?s)(.+)/(\\d{1,18})/(\\d{1,18})");

  Reference reference() {
    return new Reference(folder.value() + "/" + validity + "/" + uid);
  }

  /** What a reference stands for; empty where it is none of ours. */
  static Optional<Place> of(Reference reference) {
    Matcher matcher = WRITTEN.matcher(reference.value());
    return matcher.matches()
        ? Optional.of(
            new Place(
                new FolderId(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }
}
