// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.Optional;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * A member as a listing names it.
 *
 * @param spelling its path as the server spells it
 * @param version where the server gives one
 */
public record Entry(Href href, String spelling, Is is, Optional<Version> version) {
  /** What a listing says of it. */
  public enum Is {
    /** It is there. */
    THERE,
    /** It is gone. */
    GONE,
    /** It may be gone: whoever reads it sees. */
    UNSURE
  }

  /** A member of which we know only where it is. */
  static Entry at(Href href) {
    return new Entry(href, href.path(), Is.THERE, Optional.empty());
  }

  Entry withoutVersion() {
    return new Entry(href, spelling, is, Optional.empty());
  }

  Reference reference() {
    return new Reference(href.path());
  }

  /**
   * A version of an entity tag (RFC 9110 section 8.8.3). A tag that is weak for a moment and then
   * strong is one tag; a server that forgets the quotes means them.
   */
  public static Optional<Version> version(Optional<String> tag) {
    return tag.map(String::strip)
        .map(t -> t.startsWith("W/") ? t.substring(2) : t)
        .map(t -> t.startsWith("\"") ? t : "\"" + t + "\"")
        .filter(t -> t.length() > 2)
        .map(Version::new);
  }
}
