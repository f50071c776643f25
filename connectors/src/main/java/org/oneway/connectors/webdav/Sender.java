// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Entry;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Problem;
import org.oneway.connectors.shared.dav.Refusals;
import org.oneway.connectors.shared.dav.Reply;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;

/**
 * Sends writes, each on the condition that what is there is what is expected: told to a server that
 * keeps conditions, looked at before where it does not.
 */
final class Sender {
  /** Apache calls a tag weak until the file is a second old, and then no condition on it holds. */
  private static final Duration WEAKNESS = Duration.ofMillis(1_100);

  private final DavClient client;
  private final Tree tree;
  private final FileReader reader;
  private final Recent recent;
  private final Conditions conditions;
  private final Refusals refusals;

  Sender(DavClient client, Tree tree, FileReader reader, Recent recent) {
    this.client = client;
    this.tree = tree;
    this.reader = reader;
    this.recent = recent;
    this.conditions = new Conditions(client, tree.root());
    this.refusals = new Refusals(client);
  }

  /** How a write ended. */
  enum Came {
    DONE,
    /** What is there is not what was expected. */
    OTHERWISE,
    /** Nothing is there. */
    MISSING,
    REFUSED
  }

  /**
   * What a write came to.
   *
   * @param status of the answer; 0 where nothing was sent
   * @param version that the server gave it
   */
  record Sent(
      Came came,
      int status,
      Optional<Version> version,
      Optional<Problem> problem,
      boolean mayBeRepeat) {
    static Sent unsent(Came came) {
      return new Sent(came, 0, Optional.empty(), Optional.empty(), false);
    }
  }

  /** Writes where nothing is expected. */
  Sent onto(DavRequest request, Href href) throws StoreException {
    if (!conditions.areKept() && tree.look(href).isPresent()) {
      return Sent.unsent(Came.OTHERWISE);
    }
    return send(request.with("If-None-Match", "*"));
  }

  /** Writes over, or removes, what is expected to be there in this version. */
  Sent over(DavRequest request, Href href, Optional<Version> expected) throws StoreException {
    boolean isKept = expected.filter(Resource::isTag).isPresent() && conditions.areKept();
    if (!isKept) {
      return afterLook(request, href, expected);
    }
    Sent sent = send(request.with("If-Match", expected.get().value()));
    if (sent.status != 412 || sent.mayBeRepeat) {
      return sent;
    }
    Optional<Resource> there = tree.look(href);
    boolean isOnlyWeak = there.flatMap(Resource::version).equals(expected);
    if (!isOnlyWeak) {
      boolean hasItsBytes = there.isPresent() && isAsWasRead(there.get());
      return hasItsBytes ? afterLook(request, href, Optional.empty()) : sent;
    }
    client.pause(WEAKNESS);
    Sent again = send(request.with("If-Match", expected.get().value()));
    return again.status == 412 ? afterLook(request, href, expected) : again;
  }

  /** Some servers give another version to the same bytes, even to each reader. */
  private boolean isAsWasRead(Resource there) throws StoreException {
    Optional<Digest> before = recent.latest(there.href());
    return before.isPresent()
        && !there.isDirectory()
        && reader.read(there).file().map(f -> FileItem.digest(f.item())).equals(before);
  }

  private Sent afterLook(DavRequest request, Href href, Optional<Version> expected)
      throws StoreException {
    Optional<Resource> there = tree.look(href);
    if (there.isEmpty()) {
      return Sent.unsent(Came.MISSING);
    }
    boolean isExpected =
        !there.get().isDirectory()
            && (expected.isEmpty() || expected.equals(there.get().version()));
    return isExpected ? send(request) : Sent.unsent(Came.OTHERWISE);
  }

  /** Moves what is expected to be there to where nothing is. */
  Sent move(Href from, Href to, Optional<Version> expected) throws StoreException {
    if (!conditions.areKept() && tree.look(to).isPresent()) {
      return Sent.unsent(Came.OTHERWISE);
    }
    DavRequest request =
        DavRequest.of("MOVE", from.at(tree.root().server()))
            .with("Destination", to.at(tree.root().server()).toString())
            .with("Overwrite", "F");
    return over(request, from, expected);
  }

  private Sent send(DavRequest request) throws StoreException {
    return client.send(request, (reply, in) -> sent(reply, in));
  }

  private Sent sent(Reply reply, InputStream in) throws IOException {
    // An answer about several resources is one about failures.
    if (reply.isSuccess() && reply.status() != 207) {
      refusals.none();
      return new Sent(
          Came.DONE,
          reply.status(),
          Entry.version(reply.etag()),
          Optional.empty(),
          reply.mayBeRepeat());
    }
    Came came =
        reply.status() == 412
            ? Came.OTHERWISE
            : reply.status() == 404 || reply.status() == 410 ? Came.MISSING : Came.REFUSED;
    return new Sent(
        came,
        reply.status(),
        Optional.empty(),
        Optional.of(Problem.read(reply, in)),
        reply.mayBeRepeat());
  }

  /** What a refusal of one write means. */
  Outcome refusal(Href href, Sent sent) throws StoreException {
    Problem problem = sent.problem.orElseThrow();
    return refusals.refused(href.parent().lastName(), problem);
  }
}
