// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Problem;
import org.oneway.engine.store.StoreException;

/** Knows which directories are there and makes those that are missing. Safe for several threads. */
final class Directories {
  private static final Href TOP = new Href("/");

  private final DavClient client;
  private final Tree tree;
  private final Set<Href> known = new HashSet<>();

  Directories(DavClient client, Tree tree) {
    this.client = client;
    this.tree = tree;
  }

  synchronized void isThere(Href directory) {
    known.add(directory);
  }

  /** What was known may be so no more. */
  synchronized void forget() {
    known.clear();
  }

  /**
   * Makes a directory, and those above it first, unless they are there.
   *
   * @return why it cannot be made; empty where it is there
   * @throws StoreException if nothing can be written at all
   */
  synchronized Optional<Problem> ensure(Href directory) throws StoreException {
    if (directory.equals(TOP) || known.contains(directory)) {
      return Optional.empty();
    }
    boolean isRoot = directory.isCollection(tree.root().href());
    if (isRoot && tree.look(directory).filter(Resource::isDirectory).isPresent()) {
      known.add(directory);
      return Optional.empty();
    }
    Optional<Problem> above =
        isRoot ? ensureAboveRoot(directory.parent()) : ensure(directory.parent());
    if (above.isPresent()) {
      return above;
    }
    Optional<Problem> problem = make(directory);
    if (problem.isEmpty()) {
      known.add(directory);
    }
    return problem;
  }

  private Optional<Problem> ensureAboveRoot(Href directory) throws StoreException {
    if (directory.equals(TOP) || tree.look(directory).isPresent()) {
      return Optional.empty();
    }
    Optional<Problem> above = ensureAboveRoot(directory.parent());
    return above.isPresent() ? above : make(directory);
  }

  private Optional<Problem> make(Href directory) throws StoreException {
    Optional<Problem> problem =
        client.send(
            DavRequest.of("MKCOL", directory.at(tree.root().server())),
            (reply, in) ->
                reply.isSuccess() ? Optional.empty() : Optional.of(Problem.read(reply, in)));
    // Servers say in several ways that it is there already.
    boolean mayBeThere =
        problem.filter(p -> List.of(405, 403, 409).contains(p.status())).isPresent();
    return mayBeThere && tree.look(directory).filter(Resource::isDirectory).isPresent()
        ? Optional.empty()
        : problem;
  }
}
