/* Trees that grow and shrink in many orders stay sorted and balanced, forwards and backwards. (The checker has the
 * balancing in its own code.)
 *
 * expect: ok 1
 */
#include <cassert>
#include <set>
#include <vector>

using tree = std::set<int>;

/* The number of black nodes on each path, or an assertion. The node before the value is the library's. */
static int black_height(const std::_Rb_tree_node_base *n)
{
	if (!n)
		return 1;
	if (n->_M_color == std::_S_red)
		for (auto child : {n->_M_left, n->_M_right})
			assert(!child || child->_M_color == std::_S_black);
	for (auto child : {n->_M_left, n->_M_right})
		assert(!child || child->_M_parent == n);
	int left = black_height(n->_M_left);
	assert(left == black_height(n->_M_right));
	return left + (n->_M_color == std::_S_black);
}

static void check(const tree &t, const std::vector<bool> &has)
{
	tree::const_iterator at = t.begin();
	int count = 0;

	for (int i = 0; i < (int)has.size(); i++)
		if (has[i]) {
			assert(at != t.end() && *at == i);
			++at;
			count++;
		}
	assert(at == t.end() && (int)t.size() == count);
	for (int i = (int)has.size(); i-- > 0;)
		if (has[i])
			assert(*--at == i);
	assert(at == t.begin());
	const std::_Rb_tree_node_base *root = t.empty() ? nullptr : t.end()._M_node->_M_parent;
	assert(!root || root->_M_color == std::_S_black);
	black_height(root);
}

int main()
{
	std::vector<bool> has(60);
	unsigned random = 1;
	tree t;

	check(t, has);
	for (int turn = 0; turn < 1500; turn++) {
		random = random * 1103515245 + 12345;
		int key = (int)(random >> 16) % (int)has.size();
		bool insert = (random >> 8 & 7) < (turn / 300 % 2 ? 2u : 6u);
		if (insert)
			assert(t.insert(key).second != has[key]);
		else
			assert(t.erase(key) == (has[key] ? 1u : 0u));
		has[key] = insert;
		if (turn % 10 == 0)
			check(t, has);
	}
	t.clear();
	has.assign(has.size(), false);
	check(t, has);
}
