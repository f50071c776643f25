// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.oneway.connectors.shared.dav.Entry;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Multistatus;
import org.oneway.connectors.shared.dav.Name;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * A file or directory as a listing tells of it.
 *
 * @param path below the root
 * @param version its entity tag; where there is none, its time and size
 */
record Resource(
    Href href,
    String path,
    boolean isDirectory,
    Optional<Version> version,
    OptionalLong size,
    Optional<Instant> modified,
    Optional<String> type) {
  private static final Name TYPE = Name.dav("resourcetype");
  private static final Name ETAG = Name.dav("getetag");
  private static final Name LENGTH = Name.dav("getcontentlength");
  private static final Name MODIFIED = Name.dav("getlastmodified");
  private static final Name MEDIA_TYPE = Name.dav("getcontenttype");

  /** What a listing is asked for. */
  static final List<Name> PROPERTIES = List.of(TYPE, ETAG, LENGTH, MODIFIED, MEDIA_TYPE);

  static Resource of(Href href, String path, Multistatus.Member member) {
    boolean isDirectory =
        href.path().endsWith("/")
            || member.property(TYPE).filter(t -> t.has(Name.dav("collection"))).isPresent();
    OptionalLong size = number(member.words(LENGTH));
    Optional<Instant> modified = member.words(MODIFIED).flatMap(Resource::time);
    return new Resource(
        isDirectory ? href.asCollection() : href,
        path,
        isDirectory,
        version(member.words(ETAG), modified, size),
        size,
        modified,
        member.words(MEDIA_TYPE));
  }

  Reference reference() {
    return new Reference(href.path());
  }

  /** A version of what a server says of a file. */
  static Optional<Version> version(
      Optional<String> tag, Optional<Instant> modified, OptionalLong size) {
    return Entry.version(tag)
        .or(
            () ->
                modified
                    .filter(time -> size.isPresent())
                    .map(
                        time ->
                            new Version(
                                "modified %d size %d"
                                    .formatted(time.getEpochSecond(), size.getAsLong()))));
  }

  /** Whether a server can be asked to write only over this version. */
  static boolean isTag(Version version) {
    return version.value().startsWith("\"");
  }

  static OptionalLong number(Optional<String> text) {
    return text.filter(t -> t.matches("\\d{1,18}"))
        .map(t -> OptionalLong.of(Long.parseLong(t)))
        .orElse(OptionalLong.empty());
  }

  static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
