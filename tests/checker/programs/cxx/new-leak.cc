/* A list whose head is forgotten.
 *
 * expect: leak
 * report: new-leak.cc:15
 */
struct node {
	node *next;
	int number;
};

node *volatile head;

static void add(int number)
{
	head = new node{head, number};
}

int main()
{
	add(1);
	add(2);
	head = nullptr;
}
