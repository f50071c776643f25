// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** Sources with one fault each, as contract tests of their own; not run but by another test. */
final class BadSources {
  private BadSources() {}

  /** A good store, read through something bad. */
  abstract static class Tampered extends FakeStoreUnderTest implements SourceStoreContract {
    Tampered() {
      super(Traits.DAV);
    }

    abstract ChangeStream tamper(
        SourceStore good, Scope scope, Checkpoint since, Known known, ChangeStream stream)
        throws StoreException;

    @Override
    public SourceStore openSource() {
      SourceStore good = store.openSource();
      return new FaultySource(good, Side.SOURCE, new Faults()) {
        @Override
        public ChangeStream changes(Scope scope, Checkpoint since, Known known)
            throws StoreException {
          return tamper(good, scope, since, known, super.changes(scope, since, known));
        }
      };
    }
  }

  /** A stream whose parts can be replaced. */
  static class Stream implements ChangeStream {
    private final ChangeStream stream;

    Stream(ChangeStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<Change> next() throws StoreException {
      return stream.next();
    }

    @Override
    public Ending ending() {
      return stream.ending();
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  static final class Untampered extends Tampered {
    @Override
    ChangeStream tamper(
        SourceStore good, Scope scope, Checkpoint since, Known known, ChangeStream stream) {
      return new Stream(stream);
    }
  }

  static final class SkipsBroken extends Tampered {
    @Override
    ChangeStream tamper(
        SourceStore good, Scope scope, Checkpoint since, Known known, ChangeStream stream) {
      return new Stream(stream) {
        @Override
        public Optional<Change> next() throws StoreException {
          Optional<Change> next = super.next();
          return next.filter(Change.Broken.class::isInstance).isPresent() ? next() : next;
        }

        @Override
        public Ending ending() {
          return new Ending(super.ending().coverage(), super.ending().checkpoint(), 0);
        }
      };
    }
  }

  static final class TakesCheckpointLate extends Tampered {
    @Override
    ChangeStream tamper(
        SourceStore good, Scope scope, Checkpoint since, Known known, ChangeStream stream) {
      return new Stream(stream) {
        private Checkpoint checkpoint = Checkpoint.NONE;

        @Override
        public Optional<Change> next() throws StoreException {
          Optional<Change> next = super.next();
          if (next.isEmpty()) {
            close();
            try (SourceStore another = store.openSource()) {
              checkpoint = Reading.of(another.changes(scope, since, known)).ending().checkpoint();
            }
          }
          return next;
        }

        @Override
        public Ending ending() {
          Ending ending = super.ending();
          return new Ending(ending.coverage(), checkpoint, ending.unattributed());
        }
      };
    }
  }

  static final class PairsVersionWithOtherBytes extends Tampered {
    @Override
    ChangeStream tamper(
        SourceStore good, Scope scope, Checkpoint since, Known known, ChangeStream stream)
        throws StoreException {
      Map<Reference, Optional<Version>> listed = new HashMap<>();
      try (SourceStore another = store.openSource()) {
        Reading.of(another.changes(scope, since, known))
            .upserts()
            .forEach(upsert -> listed.put(upsert.reference(), upsert.version()));
      }
      return new Stream(stream) {
        @Override
        public Optional<Change> next() throws StoreException {
          return super.next()
              .map(
                  change ->
                      change.match(
                          u ->
                              new Change.Upsert(
                                  u.reference(),
                                  listed.getOrDefault(u.reference(), u.version()),
                                  u.folders(),
                                  u.item(),
                                  u.content(),
                                  u.findings()),
                          present -> change,
                          removal -> change,
                          broken -> change));
        }
      };
    }
  }

  static final class EndsEarly extends Tampered {
    @Override
    ChangeStream tamper(
        SourceStore good, Scope scope, Checkpoint since, Known known, ChangeStream stream) {
      List<Change> told = new ArrayList<>();
      return new Stream(stream) {
        @Override
        public Optional<Change> next() throws StoreException {
          Optional<Change> next = told.size() == 2 ? Optional.empty() : super.next();
          next.ifPresent(told::add);
          return next;
        }

        @Override
        public Ending ending() {
          return new Ending(Coverage.COMPLETE, Checkpoint.NONE, 0);
        }
      };
    }
  }

  static final class InventsFolders extends Tampered {
    @Override
    public SourceStore openSource() {
      SourceStore good = super.openSource();
      return new FaultySource(good, Side.SOURCE, new Faults()) {
        @Override
        public ChangeStream changes(Scope scope, Checkpoint since, Known known)
            throws StoreException {
          boolean there = good.scopes().contains(scope);
          return there
              ? super.changes(scope, since, known)
              : super.fetch(good.scopes().get(0), List.of());
        }
      };
    }

    @Override
    ChangeStream tamper(
        SourceStore good, Scope scope, Checkpoint since, Known known, ChangeStream stream) {
      return stream;
    }
  }

  static final class KeepsSilentAboutRemovals extends Tampered {
    @Override
    ChangeStream tamper(
        SourceStore good, Scope scope, Checkpoint since, Known known, ChangeStream stream) {
      return new Stream(stream) {
        @Override
        public Optional<Change> next() throws StoreException {
          Optional<Change> next = super.next();
          return next.filter(Change.Removal.class::isInstance).isPresent() ? next() : next;
        }
      };
    }
  }
}
