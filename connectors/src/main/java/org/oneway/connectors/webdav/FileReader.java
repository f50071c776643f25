// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Problem;
import org.oneway.connectors.shared.dav.Reply;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/** Reads files, in streams. Safe for several threads. */
final class FileReader {
  /** How large a file may be that is held in memory on its way to a target. */
  private static final int IN_MEMORY = 1 << 20;

  private final DavClient client;
  private final Root root;
  private final Recent recent;

  FileReader(DavClient client, Root root, Recent recent) {
    this.client = client;
    this.root = root;
    this.recent = recent;
  }

  /**
   * What became of reading a file.
   *
   * @param file what is there; empty where nothing is, or it cannot be read
   * @param failure why it cannot be read; empty where it can, or nothing is there
   */
  record Read(Optional<Found> file, Optional<String> failure) {}

  /** A file that was read, in this version. */
  record Found(Item item, Optional<Version> version) {}

  /** Reads a file to its end. */
  Read read(Resource resource) throws StoreException {
    Optional<Digest> known = recent.digest(resource.href(), resource.version());
    if (known.isPresent()) {
      Item item = FileItem.of(resource.path(), known.get(), resource.modified(), resource.type());
      return new Read(Optional.of(new Found(item, resource.version())), Optional.empty());
    }
    boolean isSmall = resource.size().orElse(Long.MAX_VALUE) <= Recent.SMALL;
    return get(
        resource.href(),
        (reply, in) -> {
          ByteArrayOutputStream kept = new ByteArrayOutputStream();
          Digest digest = Digest.of(in, isSmall ? kept : OutputStream.nullOutputStream());
          checkLength(reply, digest);
          if (isSmall) {
            recent.saw(digest, kept.toByteArray());
          }
          client.traffic().item();
          return new Read(Optional.of(found(resource, reply, digest)), Optional.empty());
        },
        problem ->
            new Read(
                Optional.empty(),
                problem.map(p -> "the server answers " + p.text() + " when it is read")));
  }

  private Found found(Resource resource, Reply reply, Digest digest) {
    Optional<Instant> modified =
        reply.header().apply("Last-Modified").flatMap(Resource::time).or(resource::modified);
    Optional<Version> version =
        Resource.version(reply.etag(), modified, OptionalLong.of(digest.size()));
    version.ifPresent(v -> recent.saw(resource.href(), v, digest));
    Optional<String> type = reply.header().apply("Content-Type").or(resource::type);
    return new Found(FileItem.of(resource.path(), digest, modified, type), version);
  }

  private static void checkLength(Reply reply, Digest digest) throws IOException {
    OptionalLong told = Resource.number(reply.header().apply("Content-Length"));
    if (told.isPresent() && told.getAsLong() != digest.size()) {
      throw new IOException(
          "it breaks off after %d of %d bytes".formatted(digest.size(), told.getAsLong()));
    }
  }

  /** What is made of an answer that has the file. */
  private interface Taker<T> {
    T take(Reply reply, InputStream in) throws IOException, StoreException;
  }

  /** What is made of one that has not; nothing is there where there is no problem. */
  private interface Otherwise<T> {
    T make(Optional<Problem> problem) throws IOException;
  }

  private <T> T get(Href href, Taker<T> taker, Otherwise<T> otherwise) throws StoreException {
    return client.send(
        // Compressed on the way, it would be another version.
        DavRequest.of("GET", href.at(root.server())).with("Accept-Encoding", "identity"),
        (reply, in) -> {
          if (reply.status() == 200) {
            return taker.take(reply, in);
          }
          boolean isGone = reply.status() == 404 || reply.status() == 410;
          return otherwise.make(isGone ? Optional.empty() : Optional.of(Problem.read(reply, in)));
        });
  }

  /** A change that says that the file is there. */
  Change.Upsert upsert(Resource resource, Found found, FolderId folder) {
    Digest digest = FileItem.digest(found.item());
    return new Change.Upsert(
        resource.reference(),
        found.version(),
        Set.of(folder),
        found.item(),
        Optional.of(content(resource.href(), digest)),
        List.of());
  }

  /** The bytes of a file, if they are still those of this digest: else it fails when opened. */
  Content content(Href href, Digest expected) {
    return () -> {
      Optional<byte[]> known = recent.bytes(expected);
      if (known.isPresent()) {
        return new ByteArrayInputStream(known.get());
      }
      try {
        return get(
            href,
            (reply, in) ->
                expected.size() <= IN_MEMORY ? inMemory(in, expected) : inFile(in, expected),
            problem -> {
              throw new Changed(problem.map(Problem::text).orElse("it is not there any more"));
            });
      } catch (StoreException e) {
        throw new IOException(e.getMessage(), e);
      }
    };
  }

  /** What a file is that is not as it was when it was planned. */
  static final class Changed extends IOException {
    private static final long serialVersionUID = 1L;

    Changed(String message) {
      super(message);
    }
  }

  private static void check(Digest read, Digest expected) throws IOException {
    if (!read.equals(expected)) {
      throw new Changed("it was changed while it was being copied");
    }
  }

  private static InputStream inMemory(InputStream in, Digest expected) throws IOException {
    byte[] bytes = in.readNBytes(IN_MEMORY + 1);
    check(Digest.of(bytes), expected);
    return new ByteArrayInputStream(bytes);
  }

  /** A large one waits on disk, so that nothing is sent that does not arrive whole here. */
  private static InputStream inFile(InputStream in, Digest expected) throws IOException {
    Path file = Files.createTempFile("oneway-", ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        check(Digest.of(in, out), expected);
      }
      return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** The bytes of a file that has at most so many. */
  Optional<byte[]> bytes(Href href, int most) throws StoreException {
    return get(
        href,
        (reply, in) -> Optional.of(in.readNBytes(most + 1)).filter(bytes -> bytes.length <= most),
        problem -> Optional.empty());
  }
}
