// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.Optional;
import org.oneway.engine.item.Checkpoint;

/**
 * The state of a collection, as a checkpoint keeps it.
 *
 * @param token to ask for changes from (RFC 6578)
 * @param tag that changes with any member
 */
record Mark(Optional<String> token, Optional<String> tag) {
  private static final String TOKEN = "token ";
  private static final String TAG = "tag ";

  static Mark of(Checkpoint checkpoint) {
    Optional<String> token = Optional.empty();
    Optional<String> tag = Optional.empty();
    for (String line : checkpoint.value().split("\n", -1)) {
      if (line.startsWith(TOKEN)) {
        token = Optional.of(line.substring(TOKEN.length()));
      } else if (line.startsWith(TAG)) {
        tag = Optional.of(line.substring(TAG.length()));
      }
    }
    return new Mark(token, tag);
  }

  Checkpoint checkpoint() {
    String lines =
        token.map(t -> TOKEN + t + "\n").orElse("") + tag.map(t -> TAG + t + "\n").orElse("");
    return lines.isEmpty() ? Checkpoint.NONE : new Checkpoint(lines);
  }

  /** Whether a collection is certainly as it was. */
  boolean isStill(Collection collection) {
    return (tag.isPresent() && tag.equals(collection.tag()))
        || (token.isPresent() && token.equals(collection.token()));
  }
}
