"""The queue: nothing is lost, nothing runs twice at once, urgent things go first."""

from sqlalchemy import update

from archive import queue
from archive.db import Database
from archive.queue import MOST_TRIES, Job, JobState, Verb

ALL = tuple(Verb)


def _put(database: Database, verb: Verb, subject: str) -> None:
    with database.write() as session:
        queue.put(session, verb, subject)


def _take(
    database: Database, worker: str = "uno", verbs: tuple[Verb, ...] = ALL, most: int = 1
) -> tuple[Job, ...]:
    with database.write() as session:
        return queue.take(session, worker, verbs, most=most)


def _let_lease_run_out(database: Database) -> None:
    with database.write() as session:
        session.execute(update(queue.jobs).where(queue.jobs.c.leased_until > 0).values(leased_until=1.0))


def _let_delay_pass(database: Database) -> None:
    with database.write() as session:
        session.execute(update(queue.jobs).values(not_before=0.0))


def test_a_job_put_in_a_transaction_that_fails_was_never_put(database: Database) -> None:
    try:
        with database.write() as session:
            queue.put(session, Verb.PROCESS, "a")
            raise RuntimeError
    except RuntimeError:
        pass
    assert _take(database) == ()


def test_the_same_wish_twice_is_one_job(database: Database) -> None:
    _put(database, Verb.PROCESS, "a")
    _put(database, Verb.PROCESS, "a")
    assert len(_take(database, most=10)) == 1
    assert _take(database) == ()


def test_a_wish_while_the_job_runs_is_a_second_job_afterwards(database: Database) -> None:
    _put(database, Verb.INDEX, "a")
    (first,) = _take(database)
    _put(database, Verb.INDEX, "a")
    assert _take(database) == ()
    with database.write() as session:
        queue.done(session, [first])
    assert len(_take(database)) == 1


def test_what_takes_something_from_the_public_goes_first(database: Database) -> None:
    _put(database, Verb.PROCESS, "a")
    _put(database, Verb.PUBLISH, "b")
    _put(database, Verb.INDEX, "c")
    order = [_take(database)[0].verb for _ in range(3)]
    assert order == [Verb.INDEX, Verb.PUBLISH, Verb.PROCESS]


def test_two_workers_never_hold_the_same_job(database: Database) -> None:
    for subject in "abcdef":
        _put(database, Verb.PROCESS, subject)
    one, two = _take(database, "uno", most=3), _take(database, "dos", most=10)
    assert {job.subject for job in one} | {job.subject for job in two} == set("abcdef")
    assert not {job.id for job in one} & {job.id for job in two}


def test_a_batch_is_of_one_verb(database: Database) -> None:
    _put(database, Verb.INDEX, "a")
    _put(database, Verb.PROCESS, "b")
    assert {job.verb for job in _take(database, most=10)} == {Verb.INDEX}


def test_a_lease_that_ran_out_is_taken_over(database: Database) -> None:
    _put(database, Verb.PROCESS, "a")
    assert _take(database, "uno")
    assert _take(database, "dos") == ()
    _let_lease_run_out(database)
    (job,) = _take(database, "dos")
    assert job.tries == 2


def test_a_worker_that_lives_keeps_its_lease(database: Database) -> None:
    _put(database, Verb.PROCESS, "a")
    _take(database, "uno")
    _let_lease_run_out(database)
    with database.write() as session:
        queue.beat(session, "uno")
        assert len(queue.workers_seen(session)) == 1
    assert _take(database, "dos") == ()


def test_an_orderly_stop_gives_everything_back_uncounted(database: Database) -> None:
    _put(database, Verb.PROCESS, "a")
    _take(database, "uno")
    with database.write() as session:
        queue.leave(session, "uno")
    (job,) = _take(database, "dos")
    assert job.tries == 1


def test_a_job_that_keeps_failing_is_parked_and_can_be_tried_again(database: Database) -> None:
    _put(database, Verb.PROCESS, "a")
    for turn in range(1, MOST_TRIES + 1):
        _let_delay_pass(database)
        (job,) = _take(database)
        with database.write() as session:
            assert queue.again(session, job, "KeyError (x.py:1)") is (turn == MOST_TRIES)
    _let_delay_pass(database)
    assert _take(database) == ()
    with database.read() as session:
        assert queue.counts(session)[JobState.PARKED] == 1
        (seen,) = queue.look(session)
    assert (seen.state, seen.error) == (JobState.PARKED, "KeyError (x.py:1)")
    with database.write() as session:
        queue.retry_parked(session, seen.id)
    assert len(_take(database)) == 1


def test_a_failed_job_waits_before_it_is_tried_again(database: Database) -> None:
    _put(database, Verb.PROCESS, "a")
    (job,) = _take(database)
    with database.write() as session:
        queue.again(session, job, "x")
    assert _take(database) == ()
    with database.read() as session:
        assert not queue.anything_ready(session, ALL)
        assert queue.waits_for(session, "a")
