"""The passes over bare lists, as whoever builds such lists calls them."""

from planrules.schedule.passes import (
    UNBOUND,
    Network,
    backward,
    finish,
    forward,
    slack,
    topological_order,
)


def test_a_small_network_by_hand() -> None:
    """Two ways from the first node to the last; the shorter one has a day to spare."""
    network = Network(
        length=[2, 3, 2, 1],
        floor=[0] * 4,
        ceiling=[UNBOUND] * 4,
        first=[0, 0, 1, 2, 4],
        source=[0, 0, 1, 2],
        distance=[2, 2, 3, 2],
    )
    order, left = topological_order(network)
    early, drivers = forward(network, order)
    end = finish(network, early, order)

    assert (list(order), left) == ([0, 1, 2, 3], [])
    assert early == [0, 2, 2, 5]
    assert drivers == [-1, 0, 1, 2]
    assert end == 6
    assert backward(network, order, end) == [0, 2, 3, 5]
    assert slack(network, order, early, end, ()) == [0, 0, 1, 0]


def test_an_order_is_found_whatever_that_of_the_lists() -> None:
    network = Network(
        length=[1, 1, 1],
        floor=[0] * 3,
        ceiling=[UNBOUND] * 3,
        first=[0, 1, 2, 2],
        source=[1, 2],
        distance=[1, 1],
    )
    assert topological_order(network) == ([2, 1, 0], [])


def test_what_lies_on_a_cycle_or_behind_it_has_no_order() -> None:
    network = Network(
        length=[1, 1, 1, 1],
        floor=[0] * 4,
        ceiling=[UNBOUND] * 4,
        first=[0, 1, 2, 3, 3],
        source=[1, 0, 1],
        distance=[1, 1, 1],
    )
    assert topological_order(network) == ([3], [0, 1, 2])


def test_nothing_ends_at_the_start() -> None:
    assert (
        finish(Network(length=[], floor=[], ceiling=[], first=[0], source=[], distance=[]), [], [])
        == 0
    )
