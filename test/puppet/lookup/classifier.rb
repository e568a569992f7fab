# Reads a JSON array of {"environmentpath", "facts", "node", "enc"} from standard input and compiles each machine with
# node_terminus=exec; prints the catalog's classes and resources, or the error, and what was warned of.
require 'json'
require 'tmpdir'
require 'puppet'

root = Dir.mktmpdir
at_exit { FileUtils.rm_rf(root) }
Puppet.initialize_settings(%W[--confdir #{root} --vardir #{root} --codedir #{root} --rundir #{root} --logdir #{root}])
Puppet.push_context(Puppet.base_context(Puppet.settings), 'classifier')
Puppet::Node.indirection.terminus_class = :exec

$logged = []
Puppet::Util::Log.newdesttype(:collect) do
  match 'collect'
  def handle(message)
    $logged << message.to_s if message.level == :warning
  end
end
Puppet::Util::Log.newdestination('collect')

def node_of(one, environment)
  Puppet[:external_nodes] = one['enc']
  facts = Puppet::Node::Facts.new(one['node'], one['facts'])
  Puppet::Node.indirection.find(one['node'], environment: environment, facts: facts)
rescue => e
  raise Puppet::Error, "Failed when searching for node #{one['node']}: #{e.message}"
end

def run(one)
  $logged.clear
  directory = File.join(one['environmentpath'], 'production')
  environment = Puppet::Node::Environment.create(:production, [File.join(directory, 'modules')], File.join(directory, 'manifests'))
  environments = Puppet::Environments::Static.new(environment)
  Puppet.override(environments: environments, current_environment: environment) do
    node = node_of(one, environment)
    raise Puppet::Error, "Failed when searching for node #{one['node']}: Could not find node '#{one['node']}'; cannot compile" if node.nil?
    node.trusted_data = Puppet::Context::TrustedInformation.new('local', one['node'], {}).to_h
    catalog = Puppet::Parser::Compiler.compile(node, nil).filter { |resource| resource.virtual? }.to_data_hash
    { catalog: catalog.slice('tags', 'resources', 'edges', 'classes'), warnings: $logged.dup }
  end
rescue Puppet::Error => e
  { error: e.message, warnings: $logged.dup }
end

print JSON.generate(JSON.parse($stdin.read).map { |one| run(one) })
